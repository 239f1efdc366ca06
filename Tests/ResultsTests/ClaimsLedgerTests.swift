import Judging
import Results
import Testing

@Suite("The ledger of claims")
struct ClaimsLedgerTests {
    private func claim(
        _ id: String, _ outcome: Outcome, _ origin: Claim.Origin = .sentence, _ basis: Claim.Basis = .measured
    ) -> Claim {
        var claim = Claim(
            id: id, statement: "It is so.", source: "Section 1", origin: origin, basis: basis, quantity: "x", digits: 1,
            parts: [.init(.exact(1), .over(0))])
        claim.outcome = outcome
        return claim
    }

    private func result(epochs: String, _ claims: [Claim]) -> FigureResult {
        var result = DiffSamples.figure([1])
        result.settings = [SettingRecord(key: "epochs", name: "training length", paper: "8000", used: epochs)]
        result.claims = claims
        return result
    }

    private static let outcomes: [Outcome] = [
        .holds, .partly, .doesNotHold, .doesNotHold, .undecided(networks: 5), .notAssessed("stand-in data"),
    ]

    @Test("every claim stands in it once; at the paper's settings a statement is reproduced or not, at others it holds or does not")
    func counts() {
        let claims = Self.outcomes.enumerated().map { claim("claim-\($0)", $1) }
        let ledger = ClaimsLedger([result(epochs: "8000", claims), result(epochs: "40", claims)])
        #expect(ledger.entries.map(\.claim) == claims + claims)
        #expect(
            "\(ledger.counts)"
                == "12 statements of the papers: at the papers' settings 1 reproduced, 1 partly, 2 not; at other settings 1 holds, 1 "
                + "partly, 2 not; 2 undecided, 2 not assessed")
        #expect(
            ledger.entries.map(\.verdict).prefix(3) + ledger.entries.map(\.verdict).suffix(6) == [
                "reproduced", "partly reproduced", "not reproduced", "holds at this scale", "partly at this scale",
                "does not hold at this scale", "does not hold at this scale", "undecided (5 networks would decide)",
                "not assessed (stand-in data)",
            ])
        #expect(
            "\(ClaimsLedger([]).counts)"
                == "0 statements of the papers: at the papers' settings 0 reproduced, 0 partly, 0 not; at other settings 0 hold, 0 "
                + "partly, 0 not; 0 undecided, 0 not assessed")
    }

    @Test("only what the paper says and could have failed counts as the paper's")
    func groups() {
        let ledger = ClaimsLedger([
            result(
                epochs: "8000",
                [
                    claim("a", .holds, .number), claim("b", .holds, .figure), claim("c", .holds, .cited),
                    claim("d", .doesNotHold, .ours),
                    claim("e", .holds, .sentence, .construction), claim("f", .holds, .number, .calibrated),
                ])
        ])
        #expect(ledger.counts.paper.all == 2 && ledger.counts.paper.reproduced == 2)
        #expect(
            "\(ledger.counts)".hasSuffix(
                "Apart: 1 by construction (1 holds); 1 calibrated to hold (1 holds); 2 not the papers' (1 holds, 1 not)"))
        #expect(
            ledger.entries.map(\.verdict) == ["reproduced", "reproduced", "holds", "does not hold", "reproduced", "reproduced"])
    }

    @Test("more networks than the paper's are still its scale; fewer, or another length of training, are not")
    func scales() {
        func scale(_ settings: (String, String, String)...) -> Claim.Scale {
            Claim.Scale(settings.map { SettingRecord(key: $0.0, name: $0.0, paper: $0.1, used: $0.2) })
        }
        #expect(scale(("networks", "1", "8"), ("epochs", "100", "100")) == .paper)
        #expect(scale(("networks", "8", "3")) == .reduced)
        #expect(scale(("epochs", "100", "200")) == .other)
        #expect(scale(("epochs", "100", "200"), ("images", "60000", "1000")) == .reduced)
        #expect(scale(("activation", "tanh", "relu")) == .other)
    }

    @Test(
        "a statement is judged at the scale of its own data's settings, and the figure's words say on which data that is the paper's"
    )
    func scaleOfData() {
        func figure(_ used: String...) -> FigureResult {
            var claims = ["MNIST", "CIFAR-10"].map { data in
                var claim = self.claim(data, .holds)
                claim.data = [data]
                return claim
            }
            claims.append(claim("both", .holds))
            var result = self.result(epochs: "8000", claims)
            for (data, used) in zip(["MNIST", "CIFAR-10"], used) {
                result.settings.append(SettingRecord(key: "width", name: "width", paper: "64", used: used, data: [data]))
            }
            return result
        }
        func scales(_ result: FigureResult) -> [Claim.Scale] { result.claims.map { result.scale(of: $0) } }
        #expect(scales(figure("64", "64")) == [.paper, .paper, .paper] && figure("64", "64").scaleWords == "the paper's settings")
        #expect(scales(figure("64", "8")) == [.paper, .reduced, .reduced])
        #expect(figure("64", "8").scaleWords == "reduced settings, on MNIST the paper's")
        #expect(scales(figure("8", "128")) == [.reduced, .other, .reduced] && figure("8", "8").scaleWords == "reduced settings")
        let ledger = ClaimsLedger([figure("64", "8")])
        #expect(ledger.entries.map(\.verdict) == ["reproduced", "holds at this scale", "holds at this scale"])
        #expect(ledger.counts.paper.reproduced == 1 && ledger.counts.paper.holds == 2)
    }

    @Test("a wanted verdict keeps its claims and no others")
    func wanted() {
        let claims = Self.outcomes.enumerated().map { claim("claim-\($0)", $1) }
        func kept(_ epochs: String, _ wanted: ClaimsLedger.Wanted...) -> [String] {
            var ledger = ClaimsLedger([result(epochs: epochs, claims)])
            ledger.keep(wanted)
            return ledger.entries.map(\.claim.id)
        }
        #expect(kept("8000", .reproduced) == ["claim-0"] && kept("40", .reproduced) == [])
        #expect(kept("40", .holds, .undecided) == ["claim-0", "claim-4"])
        #expect(kept("8000", .notReproduced) == ["claim-2", "claim-3"] && kept("40", .doesNotHold) == ["claim-2", "claim-3"])
        #expect(kept("40", .notAssessed, .partly) == ["claim-1", "claim-5"])
    }
}
