import type { XmlElement } from '@rgrove/parse-xml'
import type { Counts } from '../../src/model/evidence.ts'
import { attribute, childElements } from '../door/xml.ts'
import { NO_COUNTS } from './reading.ts'

type State = 'errored' | 'failed' | 'skipped' | 'passed'

/**
 * One test case, counted: error > failure > skipped > passed, from its child elements and from the attributes
 * `status` and `result` that some dialects have instead. Surefire's `flakyFailure` passed in the end, its
 * `rerunFailure` did not.
 */
export function countCase(element: XmlElement): Counts {
  const children = new Set(childElements(element).map((child) => child.name))
  const states = [...children].map((name) => BY_ELEMENT[name])
  const words = ['status', 'result'].map((name) => BY_WORD[attribute(element, name)?.toLowerCase() ?? ''])
  const state = ORDER.find((one) => states.includes(one) || words.includes(one)) ?? 'passed'
  const isFlaky = state === 'passed' && (children.has('flakyFailure') || children.has('flakyError'))
  return { ...NO_COUNTS, total: 1, [state]: 1, flaky: isFlaky ? 1 : 0 }
}

const ORDER: readonly State[] = ['errored', 'failed', 'skipped']

const BY_ELEMENT: Partial<Record<string, State>> = {
  error: 'errored',
  failure: 'failed',
  rerunError: 'failed',
  rerunFailure: 'failed',
  skipped: 'skipped',
  disabled: 'skipped',
  ignored: 'skipped',
}

const BY_WORD: Partial<Record<string, State>> = {
  error: 'errored',
  errored: 'errored',
  broken: 'errored',
  fail: 'failed',
  failed: 'failed',
  failure: 'failed',
  skipped: 'skipped',
  disabled: 'skipped',
  ignored: 'skipped',
  notrun: 'skipped',
  pending: 'skipped',
  suppressed: 'skipped',
}
