// Not built: its CRDs are what the tests ask the API server by.
module netproof.test/policyreports

go 1.24.2

require github.com/kyverno/kyverno v1.13.4
