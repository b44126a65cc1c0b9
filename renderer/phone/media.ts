import { type Session, Web } from 'sip.js'

/** Sound of one call: what is heard, and what goes out. */
const handlerOf = (session: Session): Web.SessionDescriptionHandler | null =>
  session.sessionDescriptionHandler instanceof Web.SessionDescriptionHandler ? session.sessionDescriptionHandler : null

/** Lets the other side be heard; answers how to stop. */
export function playRemote(session: Session): () => void {
  const handler = handlerOf(session)
  if (!handler) return () => undefined
  const audio = new Audio()
  audio.srcObject = handler.remoteMediaStream
  // a page that nobody has clicked yet may not sound; the next click or key lets it
  const play = () => void audio.play().then(stopWaiting, () => undefined)
  const stopWaiting = () => {
    window.removeEventListener('pointerdown', play)
    window.removeEventListener('keydown', play)
  }
  window.addEventListener('pointerdown', play)
  window.addEventListener('keydown', play)
  play()
  return () => {
    stopWaiting()
    audio.pause()
    audio.srcObject = null
  }
}

export function setSending(session: Session, { isMuted, isHeld }: { isMuted: boolean; isHeld: boolean }): void {
  const handler = handlerOf(session)
  const track = handler?.localMediaStream.getAudioTracks()[0]
  if (!handler || !track) return
  track.enabled = !isMuted
  // on hold nothing at all is sent: a disabled track would still send silence
  for (const { sender } of handler.peerConnection?.getTransceivers() ?? [])
    void sender.replaceTrack(isHeld ? null : track)
}

/** Gives the microphone back when a call ends without sip.js knowing, as with a lost connection. */
export function releaseMedia(session: Session): void {
  const handler = handlerOf(session)
  for (const track of handler?.localMediaStream.getTracks() ?? []) track.stop()
  handler?.close()
}

/** Whether an offer or answer says that its sender wants to hear nothing (RFC 3264, 8.4). */
export const isHoldOffer = (sdp: string): boolean => /^a=(sendonly|inactive)\s*$/m.test(sdp)
