# One static program in an empty image. Build: docker build -t parley --build-arg VERSION=v0.1.0 .
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION
RUN CGO_ENABLED=0 go build -trimpath -ldflags="-s -w -X main.version=$VERSION" -o /simulate ./cmd/simulate && mkdir /empty

FROM scratch
COPY --from=build /simulate /simulate
COPY --from=build --chown=65532:65532 /empty /work
WORKDIR /work
USER 65532:65532
ENTRYPOINT ["/simulate"]
