import { setPublicPath } from '../shared/host_page';
import { mountPage } from '../shared/mount_page';
import { Page } from './Page';
import { pageStyles } from './page_styles';

setPublicPath();
mountPage(<Page />, pageStyles);
