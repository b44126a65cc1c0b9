import { useEffect } from 'react'
import { serverAddress } from '../../api/http'
import { useConnection } from '../../api/live'
import { server } from '../../api/server'
import { useMe } from '../../api/session'
import { commandPhone } from '../../phone/phoneStore'
import { useLoudness } from '../../ui/sounds'

/** Keeps the softphone registered for as long as its owner is signed in. */
export function useLine() {
  const { sipUser } = useMe()
  const connection = useConnection()
  const isWanted = sipUser !== null
  useEffect(() => {
    if (!isWanted || connection !== 'online') return
    let isGone = false
    void server
      .phoneLine({})
      .then((line) => {
        if (!isGone) commandPhone({ do: 'connect', line, server: sipAddress() })
      })
      // told again when the connection is back
      .catch(() => undefined)
    return () => {
      isGone = true
    }
  }, [isWanted, connection])
  useEffect(() => (isWanted ? () => commandPhone({ do: 'disconnect' }) : undefined), [isWanted])
  const { volume, isMuted } = useLoudness()
  useEffect(() => {
    if (isWanted) commandPhone({ do: 'setRing', volume, isMuted })
  }, [isWanted, volume, isMuted])
}

const sipAddress = () => `${serverAddress().replace(/^http/, 'ws')}/sip`
