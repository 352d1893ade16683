/*
 * How much of the evidence of strangers is in memory at a time. Whatever dossiers name, however often and however large, a run
 * stays within its limits: a release that asks for more than its own share is told so, the others wait for room.
 */

/** In bytes. */
export const ROOM = {
  /** Of all releases together. The one that all others wait for may exceed it by its own share. */
  run: 160 << 20,
  /** Held for one release: four files of the largest size. */
  release: 128 << 20,
  /** Looked at for one release, to compare digests, and let go. */
  looked: 1 << 30,
}

export type RunRoom = {
  /** To be called for each release in their order: an earlier one never waits for a later one. */
  open: () => ReleaseRoom
}

export type ReleaseRoom = {
  /** Does one thing after the other, in the order in which they are asked for, so that it is always the same that has no room. */
  inTurn: <T>(act: () => Promise<T>) => Promise<T>
  /** True once something had no room: then nothing more of this release is looked at, so that asking costs no time either. */
  isSpent: () => boolean
  /** Waits until so many bytes may be held. False: this release has used up its share, and nothing was taken. */
  take: (bytes: number) => Promise<boolean>
  /** Waits for room for the time of an act that only looks at bytes. Null: this release has looked at too many. */
  look: <T>(bytes: number, act: () => Promise<T>) => Promise<T | null>
  /** Lets go of bytes. */
  give: (bytes: number) => void
  /** Lets go of all but so many bytes. */
  keepOnly: (bytes: number) => void
  /** Lets go of everything, for good. */
  close: () => void
}

type Held = { bytes: number; looked: number }
type Waiting = { of: Held; bytes: number; go: () => void }

/** Room for a whole run. */
export function openRoom(limits = ROOM): RunRoom {
  const open = new Set<Held>()
  const waiting: Waiting[] = []
  let held = 0
  const hasRoom = ({ of, bytes }: Waiting) => held + bytes <= limits.run || open.values().next().value === of
  const wake = () => {
    for (let at = waiting.findIndex(hasRoom); at >= 0; at = waiting.findIndex(hasRoom)) {
      const [next] = waiting.splice(at, 1)
      held += next?.bytes ?? 0
      next?.go()
    }
  }
  const wait = (of: Held, bytes: number) =>
    new Promise<void>((go) => {
      of.looked += bytes
      waiting.push({ of, bytes, go })
      wake()
    })
  const free = (bytes: number) => {
    held -= bytes
    wake()
  }
  return {
    open: () => {
      const own: Held = { bytes: 0, looked: 0 }
      open.add(own)
      let turn: Promise<unknown> = Promise.resolve()
      let isSpent = false
      const give = (bytes: number) => {
        const given = Math.min(bytes, own.bytes)
        own.bytes -= given
        free(given)
      }
      return {
        inTurn: (act) => {
          const mine = turn.then(act)
          turn = mine.catch(() => {})
          return mine
        },
        isSpent: () => isSpent,
        take: async (bytes) => {
          isSpent ||= own.bytes + bytes > limits.release || own.looked + bytes > limits.looked
          if (isSpent) return false
          own.bytes += bytes
          await wait(own, bytes)
          return true
        },
        look: async (bytes, act) => {
          isSpent ||= own.looked + bytes > limits.looked
          if (isSpent) return null
          await wait(own, bytes)
          try {
            return await act()
          } finally {
            free(bytes)
          }
        },
        give,
        keepOnly: (bytes) => give(Math.max(0, own.bytes - bytes)),
        close: () => {
          open.delete(own)
          give(own.bytes)
        },
      }
    },
  }
}
