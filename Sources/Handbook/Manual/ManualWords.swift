/// What the manual page says beyond the command's own help.
enum ManualWords {
    static let sections: [(title: String, entries: [(tag: String, words: String)])] = [
        (
            "ENVIRONMENT",
            [
                (
                    "REFIGURE_DATA",
                    "A folder or an address that holds the data sets, in mnist, fashion-mnist, cifar-10 and cifar-100."
                ),
                (
                    "REFIGURE_KERNELS",
                    "Which kernels compute, for comparisons: all give the same bits. A name that is none is answered with the list."
                ),
            ]
        ),
        (
            "FILES",
            [
                ("reports/*.yml", "Definitions of reports: which figures, with which settings."),
                ("reports/name/", "What a report's run leaves: index.html, report.pdf, report.md, figures, results."),
                ("reports/baseline/", "The accepted numbers, which `refigure diff` compares with."),
                ("reports/published/", "The published results, which README shows and `refigure diff published` compares with."),
                ("templates/", "The words around the figures."),
                ("data/", "The data sets and their manifest."),
                (".refigure/", "Trained networks. It may be deleted; what is needed is trained again, to the same bits."),
            ]
        ),
        (
            "NOTES",
            [
                (
                    "Where it works",
                    "The command works on a project: the nearest folder upwards with templates/ and reports/, or that of `--project`. "
                        + "It computes with the code that it was built from; after changing the project's sources, run `make report` "
                        + "or install it again."
                )
            ]
        ),
    ]
}
