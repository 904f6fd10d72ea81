import { setPublicPath } from '../shared/host_page';
import { mountPage } from '../shared/mount_page';
import { filterMediaStyles } from './filter_media_styles';
import { filterStyles } from './filter_styles';
import { Page } from './Page';

setPublicPath();
mountPage(<Page />, filterStyles + filterMediaStyles);
