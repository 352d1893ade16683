import { describe, expect, test } from 'vitest'
import { releaseEvidencePage } from '#views/release/evidence-page.ts'
import { readinessQuestions } from '#views/release/questions.ts'
import { aDossier, anItem, aRecord } from '../../builders.ts'
import { anAssessed } from './input.ts'

describe('the four questions of readiness', () => {
  test('are answered from the release, each with where to look', () => {
    const hotSpots = [
      {
        id: 'H',
        path: 'pool',
        kind: 'contention' as const,
        isolateFor: ['scaling' as const],
        status: 'open' as const,
      },
      { id: 'I', path: 'old', kind: 'isolate' as const, isolateFor: [], status: 'resolved' as const },
    ]
    const record = aRecord({ dossier: aDossier({ hotSpots }), evidence: [anItem({ gates: ['unit-tests'] })] })
    const { questions } = releaseEvidencePage(anAssessed(record))
    expect(questions.map(({ layer }) => layer)).toEqual([
      'Release artifact layer',
      'Service isolation layer',
      'Reliability layer',
      'Stakeholder layer',
    ])
    expect(questions[0]?.answer).toMatch(/1 artifact, of which 1 passed, and 1 of 1 required gate hold/)
    expect(questions[1]?.answer).toMatch(/^pool \(for scaling\)\. /)
    expect(questions.map(({ more }) => more?.href)).toEqual([
      '#evidence',
      '/catalog/services/#isolation-layer',
      '../#critical',
      '../#signoff',
    ])
  })

  test('say so where nothing is known', () => {
    const none = readinessQuestions({
      release: null,
      dossier: null,
      parts: [],
      isolation: 'Unknown.',
      paths: [],
      approvals: [],
      links: { evidence: '#e', isolation: '#i', critical: '#c', signoff: '#s' },
    })
    expect(none.map(({ answer }) => answer)).toEqual([
      'None: there is no dossier, so there is nothing to review but the tag.',
      'No open hot spot asks for one. Unknown.',
      'Not shown: no release with a dossier was judged.',
      'Not shown: no release with a dossier was judged.',
    ])
    expect(none.filter(({ more }) => more !== null)).toHaveLength(1)
  })
})
