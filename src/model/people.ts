import { z } from 'zod'
import { Id, Instant, Line, list } from './primitives.ts'

/** Somebody who may approve, or is known for what they wrote. */
export const Person = z.strictObject({
  id: Id,
  name: Line,
  /** Other names that they go by: in commits, on a forge, before a marriage. */
  aliases: list(Line, 20),
  /** Roles that they may approve in; none for people who are only known. */
  roles: list(Id, 20),
  /** First moment from which nothing that they approve counts. */
  until: Instant.optional(),
})
export type Person = z.infer<typeof Person>

/** `content/people.yaml`: present, nobody else approves. */
export const People = z.array(Person).max(1000)

/** Who an approval is by, as the catalog knew it when it collected the release. */
export const ApproverFact = z.strictObject({
  /** As the dossier writes it. */
  name: Line,
  /** Null: nobody whom the catalog knows. */
  person: Person.nullable(),
})
export type ApproverFact = z.infer<typeof ApproverFact>
