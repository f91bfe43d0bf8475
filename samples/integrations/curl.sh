#!/bin/sh
# The whole way with curl: a contest, an essay, its report, a decision, the scores. Needs curl 7.83 or newer.
set -eu
ask() { curl --silent --show-error --fail-with-body --oauth2-bearer "$GRADER_KEY" "$@"; }
made() { ask --output /dev/null --write-out '%header{location}' "$@"; }  # the address of what was made

contest=$(made --json '{"sample": "show-trials"}' "$GRADER_URL/api/v1/contests")
batch=$(made --header 'Idempotency-Key: essay-of-pupil-17' \
  --json '{"essays": [{"text": "Stalin and Trotsky\n\nIn 1924 Lenin died. Stalin won the struggle that followed.", "lms_id": "17"}]}' \
  "$contest/essays")
ask --header 'Prefer: wait=60' "$batch/reports"                     # the reports, as soon as the batch is done

essay=$(ask "$batch/essays" | sed 's/.*"id":"\([0-9a-f]*\)".*/\1/')
ask --json '{"kind": "comment", "text": "Well begun."}' "$GRADER_URL/api/v1/essays/$essay/decisions"
ask "$batch/exports/csv"
