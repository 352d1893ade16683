import type { Dossier } from '#model/dossier.ts'
import type { ApprovalOutcome } from '#model/evaluation.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import type { Policy } from '#model/policy.ts'
import { mayBeOnePerson, type SamePerson } from '../lib/persons.ts'

/**
 * Two roles are two reviews: each role that is filled needs persons of its own, and not all of them may be the owner of the
 * service that is released. A policy may say that it does not ask for that.
 * @param outcomes of the roles, each judged alone.
 */
export function independentApprovals(
  outcomes: readonly ApprovalOutcome[],
  { approvers, distinctApprovers }: Policy,
  around: Around,
): ApprovalOutcome[] {
  if (distinctApprovers === false) return [...outcomes]
  const quorums = new Map(approvers.map(({ role, quorum }) => [role, quorum]))
  const filled = outcomes.filter(({ outcome, role }) => outcome === 'approved' && quorums.has(role))
  const short = rolesWithoutOwn(filled, quorums, around)
  const owner = onlyOwner(filled, around)
  return outcomes.map((each) => {
    if (!filled.includes(each)) return each
    if (short.has(each.role))
      return notIndependent(each, 'approval.not_distinct', shared(each, filled, around))
    return owner === null ? each : notIndependent(each, 'approval.only_owner', { person: owner })
  })
}

/** Who owns the service, and how persons are told apart. */
type Around = Pick<Dossier, 'owners'> & { isSame: SamePerson }

function notIndependent(each: ApprovalOutcome, code: string, args: Finding['args']): ApprovalOutcome {
  const { role, title } = each
  const why = finding(code, { role, title, ...args }, ['approvals', role])
  return { ...each, outcome: 'not-distinct', findings: [...each.findings, why] }
}

/** Who of a role stands under others too, and under which. */
function shared(
  { role, approvers }: ApprovalOutcome,
  filled: readonly ApprovalOutcome[],
  { isSame }: Around,
): Finding['args'] {
  const others = filled.filter(
    (other) =>
      other.role !== role && approvers.some((name) => other.approvers.some((each) => isSame(each, name))),
  )
  return { person: [...approvers], others: others.map(({ title }) => title) }
}

/** Roles for which no person is left when every role takes its own, in the order of the roles. */
function rolesWithoutOwn(
  filled: readonly ApprovalOutcome[],
  quorums: ReadonlyMap<string, number>,
  { isSame }: Around,
): ReadonlySet<string> {
  const names = filled.flatMap(({ approvers }) => approvers)
  const persons = distinctPersons(names, isSame)
  const takenBy = new Map<string, Seat>()
  const seats = filled.flatMap((outcome) =>
    Array.from(
      { length: quorums.get(outcome.role) ?? 1 },
      (): Seat => ({ outcome, fits: (person) => outcome.approvers.some((each) => isSame(each, person)) }),
    ),
  )
  const without = seats.filter((seat) => !seatOne(seat, persons, takenBy, new Set()))
  return new Set(without.map(({ outcome }) => outcome.role))
}

type Seat = { outcome: ApprovalOutcome; fits: (person: string) => boolean }

/** Gives a seat a person, where need be by moving another seat to one of its other persons (Kuhn's algorithm). */
function seatOne(
  seat: Seat,
  persons: readonly string[],
  takenBy: Map<string, Seat>,
  tried: Set<string>,
): boolean {
  for (const person of persons) {
    if (tried.has(person) || !seat.fits(person)) continue
    tried.add(person)
    const holder = takenBy.get(person)
    if (holder !== undefined && !seatOne(holder, persons, takenBy, tried)) continue
    takenBy.set(person, seat)
    return true
  }
  return false
}

/** Names that may be one person's are one, by the first of them. */
export function distinctPersons(names: readonly string[], isSame: SamePerson): string[] {
  const persons: string[] = []
  for (const name of names) if (!persons.some((each) => isSame(each, name))) persons.push(name)
  return persons
}

/** The owner of the service, when nobody else approved in any role; else null. */
function onlyOwner(filled: readonly ApprovalOutcome[], { owners }: Around): string | null {
  const own = owners.filter(({ role }) => OWNER.test(role)).map(({ name }) => name)
  const approvers = filled.flatMap((each) => each.approvers)
  const isOwners = approvers.every((name) => own.some((each) => mayBeOnePerson(each, name)))
  return isOwners ? (approvers[0] ?? null) : null
}

/** "Service owner", and what it is called elsewhere. Owners of the platform and of security are others. */
const OWNER = /^\s*((service|release|product|feature|code|component|team)[\s_-]*)?owner\s*$/i
