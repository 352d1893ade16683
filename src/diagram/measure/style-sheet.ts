import { generate, parse, type Rule as RuleNode, type Selector, walk } from 'css-tree'

/** What a declaration gives a property: its value as it is written, without `!important`. */
export interface Declared {
  value: string
  important: boolean
}

/** One selector of a rule with what it declares. */
export interface Rule {
  selector: string
  specificity: number
  declarations: ReadonlyMap<string, Declared>
}

/**
 * The rules of a style sheet that declare one of the wanted properties, weakest first, below what the element must have:
 * `.class`, `#id`, a tag's name, or `*`. Rules inside of at-rules are left out; mermaid's are animations.
 */
export type StyleSheet = ReadonlyMap<string, readonly Rule[]>

/** The rules of a style sheet. @param wanted names of properties in small letters. What is no CSS is passed over. */
export function readStyleSheet(css: string, wanted: ReadonlySet<string>): StyleSheet {
  const rules: { rule: Rule; key: string }[] = []
  walk(parse(css, { parseValue: false, onParseError: () => {} }), function visit(node) {
    if (node.type !== 'Rule' || this.atrule || node.prelude.type !== 'SelectorList') return
    const declarations = declarationsOf(node, wanted)
    if (declarations.size === 0) return
    for (const selector of node.prelude.children) {
      if (selector.type !== 'Selector') continue
      const rule = { selector: generate(selector), specificity: specificity(selector), declarations }
      rules.push({ rule, key: keyOf(selector) })
    }
  })
  const sorted = rules.sort((a, b) => a.rule.specificity - b.rule.specificity)
  return new Map(
    [...Map.groupBy(sorted, ({ key }) => key)].map(([key, group]) => [key, group.map((each) => each.rule)]),
  )
}

function declarationsOf(rule: RuleNode, wanted: ReadonlySet<string>): Map<string, Declared> {
  const found = new Map<string, Declared>()
  for (const node of rule.block.children) {
    if (node.type !== 'Declaration' || !wanted.has(node.property)) continue
    const important = Boolean(node.important)
    if (found.get(node.property)?.important && !important) continue
    found.set(node.property, { value: generate(node.value).trim(), important })
  }
  return found
}

const WEIGHTS: Readonly<Record<string, number>> = {
  IdSelector: 10_000,
  ClassSelector: 100,
  AttributeSelector: 100,
  PseudoClassSelector: 100,
  TypeSelector: 1,
}

function specificity(selector: Selector): number {
  return selector.children
    .toArray()
    .reduce(
      (sum, { type, ...node }) => sum + ('name' in node && node.name === '*' ? 0 : (WEIGHTS[type] ?? 0)),
      0,
    )
}

/** The rarest thing that the last compound of a selector asks for. */
function keyOf(selector: Selector): string {
  const parts = selector.children.toArray()
  const last = parts.slice(parts.findLastIndex(({ type }) => type === 'Combinator') + 1)
  const names = last.flatMap((node) => {
    if (node.type === 'IdSelector') return [{ rank: 0, key: `#${node.name}` }]
    if (node.type === 'ClassSelector') return [{ rank: 1, key: `.${node.name}` }]
    return node.type === 'TypeSelector' && node.name !== '*' ? [{ rank: 2, key: node.name }] : []
  })
  return names.sort((a, b) => a.rank - b.rank)[0]?.key ?? '*'
}
