//go:build tools

package tools

import _ "github.com/vmware-tanzu/sonobuoy"
