import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { approversOf, readPeople } from '#collect/configuration/people.ts'
import { aDossier, BEFORE, DIGEST } from '../../../builders.ts'
import { temporaryFolder } from '../collecting.ts'

const file = join(temporaryFolder(), 'people.yaml')
const read = (text: string) => {
  writeFileSync(file, text)
  return readPeople(file)
}
const approval = (approver: string) => {
  const binds = { dossierSha256: DIGEST }
  return { role: 'owner', approver, decision: 'approved' as const, at: BEFORE, binds }
}

describe('the people of a catalog', () => {
  test('are nobody without a file', () => {
    expect(readPeople(`${file}.none`)).toBeNull()
    expect(approversOf(null, aDossier({ approvals: [approval('Ada')] }))).toEqual({})
  })

  test('are found by name and alias, whatever the spelling', () => {
    const people = read('- { id: ada, name: Ada Approver, aliases: [aapprover], roles: [owner] }\n')
    const dossier = aDossier({ approvals: ['AAPPROVER', 'Approver, Ada', 'Eve'].map(approval) })
    const { approvers = [] } = approversOf(people, dossier)
    expect(approvers.map(({ name, person }) => [name, person?.id])).toEqual([
      ['AAPPROVER', 'ada'],
      ['Approver, Ada', 'ada'],
      ['Eve', undefined],
    ])
  })

  test.each([
    ['an id', '- { id: a, name: Ada }\n- { id: a, name: Bob }\n'],
    ['a name', '- { id: a, name: Ada Approver }\n- { id: b, name: Bob, aliases: [ADA  APPROVER] }\n'],
  ])('may not share %s', (_, text) => {
    expect(() => read(text)).toThrow('have an id or a name in common')
  })

  test('have no other members', () => {
    expect(() => read('- { id: a, name: Ada, role: owner }\n')).toThrow('people.yaml')
  })
})
