import {
  IconBell,
  IconBuilding,
  IconFileText,
  IconMail,
  IconMailOpened,
  IconMessageCircle,
  IconNote,
  IconPhone,
  type TablerIcon,
} from '@tabler/icons-react'
import type { ChannelKind } from '#shared/contract/interaction'

/** One glyph and one colour per channel, everywhere. */
export const channelLook: Record<ChannelKind, { Icon: TablerIcon; color: string }> = {
  phone: { Icon: IconPhone, color: 'var(--phone)' },
  mail: { Icon: IconMail, color: 'var(--mail)' },
  chat: { Icon: IconMessageCircle, color: 'var(--chat)' },
  portal: { Icon: IconFileText, color: 'var(--portal)' },
  visit: { Icon: IconBuilding, color: 'var(--visit)' },
  paper: { Icon: IconMailOpened, color: 'var(--paper)' },
  note: { Icon: IconNote, color: 'var(--note)' },
  notice: { Icon: IconBell, color: 'var(--notice)' },
}

export function ChannelGlyph({ channel, size = 18 }: { channel: ChannelKind; size?: number }) {
  const { Icon, color } = channelLook[channel]
  return <Icon size={size} stroke={1.7} color={color} aria-hidden />
}
