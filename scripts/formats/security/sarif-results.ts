import type { Component, SarifResult, SarifRule, SarifRun } from './sarif-shape.ts'

/** Findings counted by severity and by level; `undecided` await a person, `suppressed` were waved through. */
export type Tally = Record<
  | 'total'
  | 'critical'
  | 'high'
  | 'medium'
  | 'low'
  | 'unrated'
  | 'error'
  | 'warning'
  | 'note'
  | 'none'
  | 'unchanged'
  | 'suppressed'
  | 'undecided',
  number
>

/**
 * Counts the findings of all runs: results whose `kind` is absent or `fail`, that are not suppressed and not
 * `absent` against the baseline. Severity is the rule's `security-severity`, level the result's or the rule's.
 */
export function tally(runs: readonly SarifRun[]): Tally {
  const counts: Tally = { ...NOTHING }
  for (const run of runs) {
    const rules = ruleFinder(run)
    for (const result of run.results ?? []) count(result, rules, counts)
  }
  return counts
}

const NOTHING: Tally = {
  total: 0,
  critical: 0,
  high: 0,
  medium: 0,
  low: 0,
  unrated: 0,
  error: 0,
  warning: 0,
  note: 0,
  none: 0,
  unchanged: 0,
  suppressed: 0,
  undecided: 0,
}

function count(result: SarifResult, ruleOf: RuleFinder, counts: Tally): void {
  const kind = result.kind ?? 'fail'
  if (result.baselineState === 'absent' || HARMLESS.has(kind)) return
  if (isSuppressed(result)) {
    counts.suppressed += 1
  } else if (kind !== 'fail') {
    counts.undecided += 1
  } else {
    const rule = ruleOf(result)
    counts.total += 1
    counts[severityOf(rule)] += 1
    counts[levelOf(result, rule)] += 1
    if (result.baselineState === 'unchanged') counts.unchanged += 1
  }
}

/** Kinds that report no problem. Any other word (`open`, `review`, unknown ones) leaves it undecided. */
const HARMLESS: ReadonlySet<string> = new Set(['pass', 'notApplicable', 'informational'])

/** One suppression that is under review or rejected, and the result stands. */
function isSuppressed({ suppressions }: SarifResult): boolean {
  if (!suppressions || suppressions.length === 0) return false
  return suppressions.every(({ status }) => (status ?? 'accepted') === 'accepted')
}

function severityOf(rule: SarifRule | null): 'critical' | 'high' | 'medium' | 'low' | 'unrated' {
  const rating = rule?.properties?.['security-severity']
  const isText = typeof rating === 'string' && /^[0-9]{1,2}(\.[0-9]+)?$/.test(rating)
  const score = isText ? Number(rating) : rating
  if (typeof score !== 'number' || score < 0 || score > 10) return 'unrated'
  if (score >= 9) return 'critical'
  if (score >= 7) return 'high'
  return score >= 4 ? 'medium' : 'low'
}

function levelOf(result: SarifResult, rule: SarifRule | null): 'error' | 'warning' | 'note' | 'none' {
  const level = result.level ?? rule?.defaultConfiguration?.level
  return level === 'error' || level === 'note' || level === 'none' ? level : 'warning'
}

type RuleFinder = (result: SarifResult) => SarifRule | null

/** By index in the component the result names, else by id in that component, else by id anywhere. */
function ruleFinder({ tool }: SarifRun): RuleFinder {
  const extensions = tool.extensions ?? []
  const components = [tool.driver, ...extensions]
  const byId = new Map(components.map((component) => [component, rulesById(component)]))
  return (result) => {
    const home = componentOf(result, tool.driver, extensions)
    const id = result.ruleId ?? result.rule?.id ?? null
    const indexed = home.rules?.[result.ruleIndex ?? result.rule?.index ?? -1]
    if (indexed && agrees(indexed, id)) return indexed
    for (const name of id === null ? [] : namesOf(id)) {
      const holder = [home, ...components].find((component) => byId.get(component)?.has(name))
      if (holder) return byId.get(holder)?.get(name) ?? null
    }
    return null
  }
}

function rulesById({ rules }: Component): Map<string, SarifRule> {
  return new Map((rules ?? []).flatMap((rule) => (rule.id ? [[rule.id, rule] as const] : [])))
}

function componentOf(result: SarifResult, driver: Component, extensions: readonly Component[]): Component {
  const { index, guid, name } = result.rule?.toolComponent ?? {}
  return (
    extensions[index ?? -1] ??
    extensions.find((extension) => guid && extension.guid === guid) ??
    extensions.find((extension) => name && extension.name === name) ??
    driver
  )
}

/** An index that leads to a rule of another name is a mistake or a trick; then the name decides. */
function agrees(rule: SarifRule, id: string | null): boolean {
  return id === null || !rule.id || namesOf(id).includes(rule.id)
}

/** `CA1000/1/2` is a case of the rules `CA1000/1` and `CA1000`. */
function namesOf(id: string): string[] {
  const parts = id.split('/').slice(0, 8)
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('/'))
}
