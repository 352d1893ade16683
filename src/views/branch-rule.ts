import { isOfPromotion } from '#decide/verdict/promotions.ts'
import { sentenceList } from '#messages/format.ts'
import type { Links } from '#messages/links.ts'
import type { Dossier } from '#model/dossier.ts'
import { type Finding, hasCode } from '#model/finding.ts'
import type { StatusLook } from './outcome.ts'
import type { Assessed } from './release/input.ts'

/** One line of the rule: what it says, the codes of what breaks it, and, on a release's page, how that release kept it. */
export interface BranchRuleLine {
  text: string
  codes: { code: string; href: string | null }[]
  look: StatusLook | null
  /** What the release recorded, in words; of the rule by itself, where it is told. */
  said: string | null
}

export interface BranchRuleTable {
  required: BranchRuleLine[]
  forbidden: BranchRuleLine[]
  /** The list of releases that went against it. */
  broken: string
}

interface Line {
  text: string
  codes: readonly string[]
  /** What the dossier says of each promotion; null where it says nothing. */
  said: (step: Dossier['promotions'][number]) => string | null
  /** Where it is told, when no code tells that it was broken. */
  where?: string
  /** True: what is said names how it was done, which shows nothing by itself. */
  isNamed?: boolean
  /** True: what is said of some promotions is enough; else one of which nothing is said leaves it open. */
  isEnough?: boolean
}

const SIGN_OFF = [
  'promotion.before_signoff',
  'promotion.no_signoff',
  'promotion.before_approval',
  'promotion.without_approval',
  'promotion.undated',
] as const

/** "Required" and "Forbidden" of the release branch [003]. */
const REQUIRED: readonly Line[] = [
  {
    text: 'Fixes are merged to the main branch first',
    codes: [],
    said: () => null,
    where: 'no dossier tells it',
  },
  {
    text: 'The promotion script promotes',
    codes: ['promotion.direct_push', 'promotion.hand_edited'],
    said: ({ method, via }) => (via === undefined ? null : (method ?? null)),
    isNamed: true,
  },
  {
    text: 'The audit sign-off comes before the deployment',
    codes: SIGN_OFF,
    said: ({ at }) => at ?? null,
    isEnough: true,
  },
]

const FORBIDDEN: readonly Line[] = [
  {
    text: 'Editing the release branch by hand as normal work',
    codes: ['promotion.hand_edited'],
    said: ({ handEdited }) => denied(handEdited),
  },
  {
    text: 'Pushing to the release branch directly',
    codes: ['promotion.direct_push'],
    said: ({ directPush }) => denied(directPush),
  },
  {
    text: 'Committing past the hooks (--no-verify)',
    codes: ['promotion.no_verify'],
    said: ({ noVerify }) => denied(noVerify),
  },
]

function denied(flag: boolean | undefined): string | null {
  return flag === false ? 'the dossier denies it' : null
}

/** The rule by itself. */
export function branchRule(links: Links): BranchRuleTable {
  const plain = ({ text, codes, where }: Line) => ({
    text,
    codes: linked(codes, links),
    look: null,
    said: where ?? null,
  })
  return {
    required: REQUIRED.map(plain),
    forbidden: FORBIDDEN.map(plain),
    broken: links.releasesWhere('against-rules'),
  }
}

/** The rule beside what one release did, from the same findings that its promotions are told from. */
export function releaseBranchRule({ record, posture, links }: Assessed): BranchRuleTable {
  const { promotions } = record.dossier
  const found = posture.today.findings.filter(isOfPromotion)
  const told = (line: Line): BranchRuleLine => {
    const broken = found.filter((each) => line.codes.some((code) => hasCode(each, code)))
    const codes = [...new Set(broken.map(({ code }) => code))]
    return { text: line.text, codes: linked(codes, links), ...outcome(line, promotions, broken) }
  }
  return {
    required: REQUIRED.map(told),
    forbidden: FORBIDDEN.map(told),
    broken: links.releasesWhere('against-rules'),
  }
}

const BROKEN: StatusLook = { word: 'broken', mark: 'no', tone: 'bad' }
const KEPT: StatusLook = { word: 'kept', mark: 'ok', tone: 'ok' }
const OPEN: StatusLook = { word: 'not shown', mark: 'na', tone: 'none' }

function outcome(
  { said, isNamed = false, isEnough = false }: Line,
  promotions: Dossier['promotions'],
  broken: readonly Finding[],
): Pick<BranchRuleLine, 'look' | 'said'> {
  const all = promotions.map(said)
  const words = [...new Set(all.filter((each) => each !== null))]
  if (broken.length > 0) {
    const places = new Set(broken.map(({ args }) => String(args['environment'])))
    return { look: BROKEN, said: `on the way to ${sentenceList([...places].sort())}` }
  }
  if (promotions.length === 0) return { look: OPEN, said: 'no promotion is recorded' }
  if (isNamed) return words.length > 0 ? { look: NAMED, said: sentenceList(words) } : UNSHOWN
  if (isEnough) return words.length > 0 ? { look: KEPT, said: null } : UNSHOWN
  return all.every((each) => each !== null) ? { look: KEPT, said: sentenceList(words) } : UNSHOWN
}

const NAMED: StatusLook = { word: 'recorded', mark: 'na', tone: 'none' }
const UNSHOWN = { look: OPEN, said: null }

function linked(codes: readonly string[], links: Links) {
  return codes.map((code) => ({ code, href: links.runbookOf(code) }))
}
