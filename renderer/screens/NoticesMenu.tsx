import { ActionIcon, Indicator, Menu } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { EmptyState } from '../ui/EmptyState'
import { formatTime } from '../ui/format'
import { useWords } from '../ui/words'
import { readNotices, useNoticeList } from './notices'
import { useGo } from './routes'
import classes from './TopBar.module.css'
import { screenWords } from './words'

export function NoticesMenu() {
  const t = useWords(screenWords)
  const go = useGo()
  const notices = useNoticeList((s) => s.notices)
  const unread = notices.filter((notice) => !notice.isRead).length
  return (
    <Menu position="bottom-end" width={340} onClose={readNotices} returnFocus withinPortal={false}>
      <Menu.Target>
        <ActionIcon size={34} aria-label={unread > 0 ? `${t.notices}: ${t.unread(unread)}` : t.notices}>
          <Indicator disabled={unread === 0} color="bad" size={8} offset={2}>
            <IconBell size={19} stroke={1.7} />
          </Indicator>
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {notices.length === 0 && <EmptyState isCompact title={t.noNotices} hint={t.noNoticesHint} />}
        {notices.map((notice) => (
          <Menu.Item key={notice.id} onClick={() => go(notice.path)}>
            <span className={classes.notice} data-unread={!notice.isRead || undefined}>
              <b>{notice.title}</b>
              <time dateTime={notice.at}>{formatTime(notice.at)}</time>
              <small>{notice.body}</small>
            </span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
