import { count } from '#messages/format.ts'
import type { Policy } from '#model/policy.ts'
import { type Diagram, mermaid } from './diagram.ts'
import { label } from './label.ts'

/** Groups and gates of a policy as a tree [003]. */
export function policyMindMap({ title, groups }: Pick<Policy, 'title' | 'groups'>): Diagram {
  const branches = groups.flatMap((group, i) => [
    `  g${i}("${label(group.title)}")`,
    ...group.gates.map((gate, j) => {
      const condition = gate.requirement === 'conditional' ? ', conditional' : ''
      return `    g${i}x${j}["${label(gate.title, 90)}${condition}"]`
    }),
  ])
  const total = groups.reduce((sum, group) => sum + group.gates.length, 0)
  return {
    title: `Mind map of the policy ${title}`,
    description: `Release go / no-go: ${count(groups.length, 'group')} with ${count(total, 'gate')}.`,
    source: mermaid('layout: tidy-tree', 'mindmap', ['root(("Release go / no-go"))', ...branches]),
  }
}
