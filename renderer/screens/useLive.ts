import { useEffect } from 'react'
import { connectLive, renewLive } from '../api/live'
import { freshToken, onFreshToken, useSession } from '../api/session'

/** Opens the socket for as long as somebody is signed in, under a token that never grows old. */
export function useLive() {
  const isSignedIn = useSession((s) => s.status === 'signedIn' || s.status === 'cached')
  useEffect(() => {
    if (!isSignedIn) return
    const close = connectLive({ pulls: true, auth: async (stale) => ({ token: await freshToken(stale) }) })
    const forget = onFreshToken(renewLive)
    return () => {
      forget()
      close()
    }
  }, [isSignedIn])
}
