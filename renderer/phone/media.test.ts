import { expect, it } from 'vitest'
import { isHoldOffer } from './media'

it('knows an offer that puts on hold', () => {
  expect(isHoldOffer('v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=sendonly\r\n')).toBe(true)
  expect(isHoldOffer('v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=inactive\r\n')).toBe(true)
  expect(isHoldOffer('v=0\r\na=sendrecv\r\na=x-sendonly-not\r\n')).toBe(false)
})
