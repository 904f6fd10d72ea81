import { setPublicPath } from '../shared/host_page';
import { mountPage } from '../shared/mount_page';
import { filterStyles } from './filter_styles';
import { Page } from './Page';

setPublicPath();
mountPage(<Page />, filterStyles);
