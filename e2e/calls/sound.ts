import type { Page } from 'playwright-core'

/** Keeps every peer connection of a page where a test can ask it for its statistics. Before the page is opened. */
export const watchSound = (page: Page) =>
  page.addInitScript(() => {
    const Native = window.RTCPeerConnection
    const all: RTCPeerConnection[] = []
    Object.assign(window, { peerConnections: all })
    window.RTCPeerConnection = class extends Native {
      constructor(configuration?: RTCConfiguration) {
        super(configuration)
        all.push(this)
      }
    }
  })

export type Sound = { packetsReceived: number; packetsSent: number; energy: number }

/** What the newest call of a page has heard and sent so far. */
export const soundOf = (page: Page): Promise<Sound> =>
  page.evaluate(async () => {
    const sound = { packetsReceived: 0, packetsSent: 0, energy: 0 }
    const all: unknown = Reflect.get(window, 'peerConnections')
    const newest: unknown = Array.isArray(all) ? all.at(-1) : undefined
    if (!(newest instanceof Object) || !('getStats' in newest) || typeof newest.getStats !== 'function') return sound
    const report: Map<string, Record<string, unknown>> = await newest.getStats()
    for (const stat of report.values()) {
      if (stat.type === 'inbound-rtp') {
        sound.packetsReceived += Number(stat.packetsReceived ?? 0)
        sound.energy += Number(stat.totalAudioEnergy ?? 0)
      }
      if (stat.type === 'outbound-rtp') sound.packetsSent += Number(stat.packetsSent ?? 0)
    }
    return sound
  })

const WINDOW_MS = 600

/** How much a page heard and sent within a stretch of time; a stretch is what there is to measure, not a wait for something. */
export async function growthOf(page: Page): Promise<Sound> {
  const before = await soundOf(page)
  await new Promise((done) => setTimeout(done, WINDOW_MS))
  const after = await soundOf(page)
  return {
    packetsReceived: after.packetsReceived - before.packetsReceived,
    packetsSent: after.packetsSent - before.packetsSent,
    energy: after.energy - before.energy,
  }
}
