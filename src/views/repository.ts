/**
 * Addresses in the place where people browse the code, in GitHub's form. `url` is the repository's address;
 * with null every address is null and the text stands without a link.
 */
export function makeRepository(url: string | null) {
  const to = (path: string) => (url ? `${url.replace(/\/+$/, '')}/${path}` : null)
  const part = (text: string) => text.split('/').map(encodeURIComponent).join('/')
  return {
    tag: (name: string) => to(`releases/tag/${part(name)}`),
    commit: (id: string) => to(`commit/${id}`),
    pull: (number: number) => to(`pull/${number}`),
    file: (commit: string, path: string) => to(`blob/${commit}/${part(path)}`),
  }
}
