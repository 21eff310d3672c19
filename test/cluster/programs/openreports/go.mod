// Not built: its CRDs are what the tests ask the API server by.
module netproof.test/openreports

go 1.24.2

require github.com/openreports/reports-api v0.2.1
