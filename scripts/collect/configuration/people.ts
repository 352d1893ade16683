import { existsSync } from 'node:fs'
import { nameKey } from '#decide/lib/persons.ts'
import { CliError } from '#lib/cli-error.ts'
import { printable } from '#lib/text.ts'
import type { Dossier } from '#model/dossier.ts'
import { type ApproverFact, People, type Person } from '#model/people.ts'
import { readAuthored } from './read-yaml-files.ts'

/**
 * Reads the people whom a catalog knows; null when it has no such file.
 * @throws CliError 2 that names the file, and an id or a name that two of them have.
 */
export function readPeople(file: string): Person[] | null {
  if (!existsSync(file)) return null
  const people = readAuthored(file, People)
  const owners = new Map<string, string>()
  for (const person of people)
    for (const key of new Set([`id ${person.id}`, ...keysOf(person)])) {
      const other = owners.get(key)
      if (other !== undefined)
        throw new CliError(
          `${printable(file)}: ${printable(person.id)} and ${printable(other)} have an id or a name in common. Give each names of their own.`,
        )
      owners.set(key, person.id)
    }
  return people
}

/** Who approves in a dossier, by the names of people, each name once; nothing where nobody is known. */
export function approversOf(
  people: readonly Person[] | null,
  dossier: Dossier | null,
): { approvers?: ApproverFact[] } {
  if (people === null || dossier === null) return {}
  return {
    approvers: approverFacts(
      people,
      dossier.approvals.map(({ approver }) => approver),
    ),
  }
}

/** Who each name is, by the catalog's people, each name once. */
export function approverFacts(people: readonly Person[], names: readonly string[]): ApproverFact[] {
  const byKey = new Map(people.flatMap((person) => keysOf(person).map((key) => [key, person] as const)))
  const sorted = [...new Set(names)].sort()
  return sorted.map((name) => ({ name, person: byKey.get(nameKey(name)) ?? null }))
}

function keysOf({ name, aliases }: Person): string[] {
  return [name, ...aliases].map(nameKey)
}
