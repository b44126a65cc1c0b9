import { desktop } from '../api/desktop'
import { Phone } from '../phone/phone'
import { servePhone } from '../phone/phoneLink'

// The hidden window of Electron: SIP and sound live here, so a call outlives a reload of the window the agent looks at.
if (desktop) servePhone(new Phone(), desktop)
