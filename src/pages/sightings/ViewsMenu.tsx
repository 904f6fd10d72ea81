import Button from '@splunk/react-ui/Button';
import Dropdown from '@splunk/react-ui/Dropdown';
import Menu from '@splunk/react-ui/Menu';
import Text from '@splunk/react-ui/Text';
import { useState, type ReactElement } from 'react';
import { Dialog } from '../shared/Dialog';
import { failureBehind, problemText } from '../shared/rest';
import { readViews, removeView, saveView, type NamedView } from './views';

interface ViewsMenuProps {
  readonly user: string;
  readonly query: string;
  readonly onChoose: (query: string) => void;
}

/** Named views of this user: choose, save, delete. */
export function ViewsMenu({ user, query, onChoose }: ViewsMenuProps): ReactElement {
  const [views, setViews] = useState<readonly NamedView[] | null>(null);
  const [problem, setProblem] = useState('');
  const [naming, setNaming] = useState(false);
  const refresh = (): void => {
    readViews(user).then(setViews, (error: unknown) =>
      setProblem(problemText('The views could not be read.', failureBehind(error))),
    );
  };
  return (
    <>
      <Dropdown toggle={<Button isMenu>Views</Button>} onRequestOpen={refresh}>
        <Menu>
          {(views ?? []).map((view) => (
            <Menu.Item key={view.key} onClick={() => onChoose(view.query)}>
              {view.name}
            </Menu.Item>
          ))}
          {problem === '' ? null : <Menu.Item disabled>{problem}</Menu.Item>}
          <Menu.Item onClick={() => onChoose('')}>The page as it opens</Menu.Item>
          <Menu.Item onClick={() => setNaming(true)}>Save or delete a view …</Menu.Item>
        </Menu>
      </Dropdown>
      {naming ? (
        <ManageViews
          views={views ?? []}
          onSave={async (name) => saveView(name, query, user)}
          onRemove={async (view) => {
            await removeView(view);
            refresh();
          }}
          onClose={() => setNaming(false)}
        />
      ) : null}
    </>
  );
}

interface ManageViewsProps {
  readonly views: readonly NamedView[];
  readonly onSave: (name: string) => Promise<void>;
  readonly onRemove: (view: NamedView) => Promise<void>;
  readonly onClose: () => void;
}

function ManageViews({ views, onSave, onRemove, onClose }: ManageViewsProps): ReactElement {
  const [name, setName] = useState('');
  const [problem, setProblem] = useState('');
  const guard = (work: Promise<void>, then: () => void): void => {
    work.then(then, (error: unknown) => setProblem(problemText('It did not work.', failureBehind(error))));
  };
  return (
    <Dialog title="Views" onClose={onClose}>
      <span className="ww-label">Name of the view as it is now</span>
      <div className="ww-row">
        <Text value={name} aria-label="Name of the view" onChange={(_event, { value }) => setName(value)} />
        <Button appearance="primary" disabled={name.trim() === ''} onClick={() => guard(onSave(name.trim()), onClose)}>
          Save view
        </Button>
      </div>
      {views.map((view) => (
        <div key={view.key} className="ww-row ww-block">
          <span className="ww-grow">{view.name}</span>
          <Button onClick={() => guard(onRemove(view), () => undefined)}>Delete</Button>
        </div>
      ))}
      {problem === '' ? null : (
        <p role="alert" className="ww-red">
          {problem}
        </p>
      )}
    </Dialog>
  );
}
