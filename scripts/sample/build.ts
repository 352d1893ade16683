import { buildSample, SAMPLE } from './sample.ts'

// What `catalog collect --config test/sample/catalog.yaml` reads.
console.log(`Sample repository with ${await buildSample()} tags: ${SAMPLE.repository}`)
console.log(`What its CI kept: ${SAMPLE.artifacts}`)
console.log(`What it published before: ${SAMPLE.ledger}`)
