import { useState } from 'react'
import type { ConsumerLine } from '#shared/contract/consumer'
import { CallStrip } from '../features/call/CallStrip'
import { PresenceMenu } from '../features/presence/PresenceMenu'
import { Palette } from '../features/search/Palette'
import { SearchField } from '../features/search/SearchField'
import { UserMenu } from '../features/session/UserMenu'
import { useOpenCards } from '../features/work/openContacts'
import { useHotkey } from '../ui/hotkeys'
import { useWords } from '../ui/words'
import { showKeysDialog } from './KeysDialog'
import { NoticesMenu } from './NoticesMenu'
import { pathOf, useGo } from './routes'
import classes from './TopBar.module.css'
import { screenWords } from './words'

export function TopBar() {
  const t = useWords(screenWords)
  const go = useGo()
  const recent = useOpenCards((s) => s.recent)
  const [isSearching, setSearching] = useState(false)
  useHotkey('mod+k', t.search, () => setSearching(true), { isInPalette: false })
  const openConsumer = ({ id }: ConsumerLine) => go(pathOf({ consumerId: id, interactionId: null }))
  return (
    <header className={classes.bar}>
      <span className={classes.logo}>{t.product}</span>
      <SearchField onOpen={() => setSearching(true)} />
      <Palette isOpen={isSearching} onClose={() => setSearching(false)} recent={recent} onConsumer={openConsumer} />
      <div className={classes.right}>
        <CallStrip onOpen={(place) => go(pathOf(place))} />
        <PresenceMenu />
        <NoticesMenu />
        <UserMenu onShowKeys={showKeysDialog} />
      </div>
    </header>
  )
}
