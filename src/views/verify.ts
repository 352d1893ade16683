import type { Links } from '#messages/links.ts'

/** What the page says on which a reader checks a release in the browser. @param site origin and path of the published site, if known */
export function verifyPage(site: string | null, links: Links) {
  const address = site === null ? 'dist' : new URL(links.home, site).href
  return {
    lead: 'Your browser reads what this site publishes of a release and judges it again with the code that judged it first. Each step is told by its own name.',
    command: `npm run catalog -- verify ${address}`,
    rebuild: `npm run catalog -- verify ${address} --rebuild`,
    example: 'ledger@1.4.0',
    howTo: links.guidePage('verifying'),
    unchecked: [
      'Whether the tag in git is still the published one: git says that, and catalog verify with --against compares it.',
      'Signatures of tags, of artifacts and of the statement: the command line checks them.',
      'Artifacts whose bytes are kept elsewhere, but for those that you drop here.',
      'Other releases, pages, drawings and the search index: the command line reads all of them, --rebuild makes them again.',
      'Whether a test tests the right thing: that is what the approvers answer for.',
      'The code of this page itself: it comes from the same site. The command below does not depend on it.',
    ],
  }
}
