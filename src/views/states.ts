/** The seven steps of the release state diagram, letters and words as in [000]. */
export const STATES = [
  {
    letter: 'A',
    label: 'GitHub issue / branch / PR',
    sublabel: 'release intent enters review',
    caption: 'Release intent starts in GitHub',
    text: 'The change enters with a scoped issue, an owned branch, and a pull request that makes the release objective reviewable before promotion is even discussed.',
    next: [{ to: 'B', label: null }],
  },
  {
    letter: 'B',
    label: 'CI evidence pack',
    sublabel: 'tests, benchmarks, artifacts',
    caption: 'Evidence is generated, not narrated',
    text: 'Invariants, payout correctness, replay protection, latency budgets, and alert coverage produce artifacts that another reviewer or tool can inspect directly.',
    next: [{ to: 'C', label: null }],
  },
  {
    letter: 'C',
    label: 'Release dossier',
    sublabel: 'scope, drift, risk, sign-off',
    caption: 'The dossier assembles the release case',
    text: 'Scope, KPI drift, evidence freshness, owner assignments, and known risks are gathered into one release object instead of being scattered across chat and PR comments.',
    next: [{ to: 'D', label: null }],
  },
  {
    letter: 'D',
    label: 'Release gate',
    sublabel: 'ready to release? explicit decision point',
    caption: null,
    text: null,
    next: [
      { to: 'E', label: 'Yes' },
      { to: 'G', label: 'No' },
    ],
  },
  {
    letter: 'E',
    label: 'Tagged release',
    sublabel: 'GitHub release + dossier',
    caption: null,
    text: null,
    next: [{ to: 'F', label: null }],
  },
  {
    letter: 'F',
    label: 'Dashboard + SRE',
    sublabel: 'published posture + service cuts',
    caption: 'Customers and Operators see the same posture.',
    text: null,
    next: [],
  },
  {
    letter: 'G',
    label: 'Rework and rerun',
    sublabel: 'return to PR review + fresh evidence',
    caption: 'Failed readiness loops back to rework.',
    text: null,
    next: [{ to: 'A', label: 'Fix / rerun' }],
  },
] as const

export type Letter = (typeof STATES)[number]['letter']

/** Title and description of the diagram, for those who do not see it [000]. */
export const STATES_TITLE = 'Release dossier state diagram'
export const STATES_DESCRIPTION =
  'GitHub issue, branch, and pull request work triggers CI evidence generation. The evidence is assembled into a release dossier. A release gate determines whether the change is ready to release. No returns to rework and rerun in GitHub. Yes creates a tagged release, then publishes the dashboard posture and informs SRE service isolation planning.'
