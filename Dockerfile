# Refigure with everything that it needs, built: docker build -t refigure . && docker run --rm -it refigure
FROM swift:6.3.1-bookworm

RUN apt-get update && apt-get install -y --no-install-recommends make && rm -rf /var/lib/apt/lists/*
WORKDIR /refigure

# The libraries change seldom, the sources often.
COPY Makefile ./
COPY scripts scripts
RUN make packages

COPY . .
RUN make build

# The first of README's two commands; `docker run refigure make test` is the second.
CMD ["make", "report"]
