import { ActionIcon, Indicator, Popover, UnstyledButton } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useState } from 'react'
import { EmptyState } from '../ui/EmptyState'
import { formatTime } from '../ui/format'
import { useWords } from '../ui/words'
import { readNotices, useNoticeList } from './notices'
import { useGo } from './routes'
import classes from './TopBar.module.css'
import { screenWords } from './words'

/** The bell: what happened in my contacts while I looked elsewhere. */
export function NoticesMenu() {
  const t = useWords(screenWords)
  const go = useGo()
  const [isOpen, setOpen] = useState(false)
  const notices = useNoticeList((s) => s.notices)
  const unread = notices.filter((notice) => !notice.isRead).length
  const show = (isShown: boolean) => {
    setOpen(isShown)
    if (!isShown) readNotices()
  }
  return (
    <Popover
      opened={isOpen}
      onChange={show}
      position="bottom-end"
      width={340}
      trapFocus
      returnFocus
      withinPortal={false}
    >
      <Popover.Target>
        <ActionIcon
          size={34}
          aria-label={unread > 0 ? `${t.notices}: ${t.unread(unread)}` : t.notices}
          onClick={() => show(!isOpen)}
        >
          <Indicator disabled={unread === 0} color="bad" size={8} offset={2}>
            <IconBell size={19} stroke={1.7} />
          </Indicator>
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={5} aria-label={t.notices}>
        <div data-autofocus tabIndex={-1} className={classes.notices}>
          {notices.length === 0 && <EmptyState isCompact title={t.noNotices} hint={t.noNoticesHint} />}
          <ul>
            {notices.map((notice) => (
              <li key={notice.id}>
                <UnstyledButton
                  className={classes.notice}
                  data-unread={!notice.isRead || undefined}
                  onClick={() => {
                    show(false)
                    go(notice.path)
                  }}
                >
                  <b>{notice.title}</b>
                  <time dateTime={notice.at}>{formatTime(notice.at)}</time>
                  <small>{notice.body}</small>
                </UnstyledButton>
              </li>
            ))}
          </ul>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
