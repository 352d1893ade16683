import { XmlElement } from '@rgrove/parse-xml'
import type { Counts } from '#model/evidence.ts'
import { attribute } from '#parse/xml.ts'

type State = 'errored' | 'failed' | 'skipped' | 'passed'

/**
 * Adds one test case to counts: error > failure > skipped > passed, from its child elements and from the attributes
 * `status` and `result` that some dialects have instead. Surefire's `flakyFailure` passed in the end, its
 * `rerunFailure` did not.
 */
export function countCase(element: XmlElement, counts: Counts): void {
  let state = worse(wordOf(element, 'status'), wordOf(element, 'result'))
  let isFlaky = false
  for (const child of element.children) {
    if (!(child instanceof XmlElement)) continue
    state = worse(state, BY_ELEMENT.get(child.name))
    isFlaky ||= FLAKY.has(child.name)
  }
  counts.total += 1
  counts[state] += 1
  if (isFlaky && state === 'passed') counts.flaky += 1
}

function wordOf(element: XmlElement, name: string): State | undefined {
  const word = attribute(element, name)
  return word === undefined ? undefined : BY_WORD.get(word.toLowerCase())
}

/** What says nothing says that it passed. */
function worse(a: State = 'passed', b: State = 'passed'): State {
  return RANK[a] <= RANK[b] ? a : b
}

const RANK: Record<State, number> = { errored: 0, failed: 1, skipped: 2, passed: 3 }

const FLAKY: ReadonlySet<string> = new Set(['flakyFailure', 'flakyError'])

const BY_ELEMENT: ReadonlyMap<string, State> = new Map([
  ['error', 'errored'],
  ['failure', 'failed'],
  ['rerunError', 'failed'],
  ['rerunFailure', 'failed'],
  ['skipped', 'skipped'],
  ['disabled', 'skipped'],
  ['ignored', 'skipped'],
])

const BY_WORD: ReadonlyMap<string, State> = new Map([
  ['error', 'errored'],
  ['errored', 'errored'],
  ['broken', 'errored'],
  ['fail', 'failed'],
  ['failed', 'failed'],
  ['failure', 'failed'],
  ['skipped', 'skipped'],
  ['disabled', 'skipped'],
  ['ignored', 'skipped'],
  ['notrun', 'skipped'],
  ['pending', 'skipped'],
  ['suppressed', 'skipped'],
])
