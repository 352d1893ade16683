import { drawCached } from '#diagram/files.ts'

/** Sources of the kinds that the catalog has, each with the number in it, so that no two are alike. */
const KINDS: readonly ((n: number) => string)[] = [
  (n) => `stateDiagram-v2
    direction LR
    state "Release ${n}" as A
    A : tests, benchmarks, artifacts
    state D <<choice>>
    [*] --> A
    A --> D : ready to release?
    D --> E : Yes
    D --> G : No
    G --> A : Fix / rerun
    E --> [*]
    class A current`,
  (n) => `flowchart TB
    R[Candidate ${n}] ==> A{Architecture<br/>all green?}
    A -- no --> NG[NO-GO]:::nogo
    A == yes ==> B{Security<br/>all green?}
    B -- no --> NG
    B -- yes --> C{Data integrity<br/>all green?}
    C -- no --> NG
    C -- yes --> GO[GO]:::go`,
  (n) => `sequenceDiagram
    autonumber
    participant O as Owner
    participant S as Smoke ${n}
    participant A as API
    O->>S: kick off
    S->>A: GET /healthz
    A-->>S: 200
    S-->>O: green`,
  (n) => `mindmap
  root((Gates ${n}))
    Security
      Threat model reviewed
      Secret scanning clean
    Delivery
      Required gates green
      Approvals recorded`,
]

const [folder, count] = process.argv.slice(2)
if (!folder || !count) throw new Error('Usage: node scripts/bench/draw.ts CACHE COUNT')
const drawn = Array.from({ length: Number(count) }, (_, n) => {
  const source = KINDS[n % KINDS.length]?.(n) ?? ''
  return drawCached(source, { title: `Diagram ${n}`, description: 'A diagram to measure.' }, folder)
})
await Promise.all(drawn)
