// Not built: its CRDs are what the tests ask the API server by.
module netproof.test/monitoring

go 1.24.2

require github.com/prometheus-operator/prometheus-operator v0.79.2
