import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from './scripts/collect/collecting.ts'

const folder = temporaryFolder()
const bin = join(folder, 'bin')
mkdirSync(bin)
/** Answers for the site and for GitHub, as the surroundings of each case say. */
writeFileSync(
  join(bin, 'curl'),
  `#!/bin/sh
for last; do :; done
case "$last" in
  */deployments*) [ -n "$DEPLOYMENTS" ] || exit 22; echo "$DEPLOYMENTS" ;;
  *) [ -n "$STATUS" ] || exit 7; printf %s "$STATUS" ;;
esac
`,
)
chmodSync(join(bin, 'curl'), 0o755)

const LIVE = 'https://acme.example/shop'
function choose(surroundings: Record<string, string>): { status: number | null; out: string; error: string } {
  const { status, stdout, stderr } = spawnSync(resolve('.github/actions/catalog/ledger.sh'), {
    encoding: 'utf8',
    env: {
      PATH: `${bin}:${process.env['PATH']}`,
      ...{ LEDGER: 'live', LIVE, KEPT: '.catalog/content/ledger.ndjson' },
      ...{ GITHUB_TOKEN: 'secret', GITHUB_API_URL: 'https://api.example', GITHUB_REPOSITORY: 'acme/shop' },
      ...surroundings,
    },
  })
  return { status, out: stdout.trim(), error: stderr.trim() }
}

describe('the ledger that a run of the action goes on from', () => {
  test.each([
    ['the live one where there is one', { STATUS: '200' }, `--ledger=${LIVE}/api/v1/ledger.ndjson`],
    ['a new one where nothing was ever deployed', { STATUS: '404', DEPLOYMENTS: '[]' }, '--new-ledger'],
    ['the kept one when that is asked for', { LEDGER: 'kept' }, '--ledger=.catalog/content/ledger.ndjson'],
    ['a new one when that is asked for', { LEDGER: 'new' }, '--new-ledger'],
  ])('is %s', (_, surroundings, argument) => {
    expect(choose(surroundings)).toEqual({ status: 0, out: argument, error: '' })
  })

  test.each([
    [
      'the site was deployed before and has none',
      { STATUS: '404', DEPLOYMENTS: '[{"id":1}]' },
      'was deployed before',
    ],
    ['GitHub does not answer', { STATUS: '404' }, 'deployments: read'],
    ['the site does not answer', {}, 'does not answer'],
    ['no site is named', { LIVE: '' }, 'Name it with live'],
    ['the site answers with an error', { STATUS: '503' }, 'answers 503'],
    ['what GitHub says is no list', { STATUS: '404', DEPLOYMENTS: 'x' }, ''],
    ['nobody knows the word', { LEDGER: 'fresh' }, 'live, kept or new, not fresh'],
  ])('is none, with an error, where %s', (_, surroundings, message) => {
    const { status, out, error } = choose(surroundings)
    expect(status).not.toBe(0)
    expect(out).toBe('')
    expect(error).toContain(message)
    expect(error).not.toContain('secret')
  })
})
