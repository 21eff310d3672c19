#!/bin/sh
# An IPAM plugin: host-local, which keeps an address for three seconds after its pod. The API server tells of a pod's end up to a
# second after its network has gone, and so long an enforcer that asks the API server takes whoever has the address next
# for the pod that has gone. CNIs that let pods have addresses again keep them back for that reason.
host_local="$(dirname "$0")/host-local"
case "$CNI_COMMAND" in
  DEL)
    config=$(cat)
    (
      sleep 3
      printf %s "$config" | "$host_local"
    ) >/dev/null 2>&1 &
    ;;
  *) exec "$host_local" ;;
esac
