-- Why: survey definitions, the invitations that follow resolutions, and the answers. Roll-out: creates only; nothing older
-- runs beside it.

CREATE TABLE survey (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  version bigint NOT NULL,
  title text NOT NULL,
  language text NOT NULL,
  scale text NOT NULL,
  question text NOT NULL,
  low_label text,
  high_label text,
  comment_question text,
  thank_you text,
  invite_when text NOT NULL,
  invite_delay_minutes integer NOT NULL,
  invite_expires_after_days integer NOT NULL,
  invite_teams text[] NOT NULL,
  invite_channels text[] NOT NULL,
  active boolean NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT pk_survey PRIMARY KEY (tenant_id, id),
  CONSTRAINT ck_survey_scale CHECK (scale IN ('csat-5', 'csat-3', 'csat-2', 'nps', 'ces-7')),
  CONSTRAINT ck_survey_when CHECK (invite_when IN ('resolved', 'manual')),
  CONSTRAINT ck_survey_delay CHECK (invite_delay_minutes >= 0),
  CONSTRAINT ck_survey_expiry CHECK (invite_expires_after_days >= 1)
);
-- What the consumer of resolutions asks for.
CREATE INDEX ix_survey_inviting ON survey (tenant_id) WHERE active AND invite_when = 'resolved';

-- cycle is the resolution that the invitation follows; null for one made by hand or for an answer without invitation.
-- An invitation past expires_at counts as expired whether or not its row says so.
CREATE TABLE invitation (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  survey_id uuid NOT NULL,
  system text NOT NULL,
  subject text NOT NULL,
  interaction_id uuid,
  cycle integer,
  origin text NOT NULL,
  team_id text,
  team_label text,
  agent_id text,
  agent_label text,
  channel text,
  state text NOT NULL,
  invited_at timestamptz NOT NULL,
  send_after timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  delivered_at timestamptz,
  delivered_via text,
  answered_at timestamptz,
  CONSTRAINT pk_invitation PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_invitation_survey FOREIGN KEY (tenant_id, survey_id) REFERENCES survey (tenant_id, id),
  CONSTRAINT uq_invitation_cycle UNIQUE (tenant_id, survey_id, system, subject, cycle),
  CONSTRAINT ck_invitation_origin CHECK (origin IN ('resolution', 'manual', 'direct')),
  CONSTRAINT ck_invitation_state CHECK (state IN ('invited', 'delivered', 'answered', 'expired', 'withdrawn')),
  CONSTRAINT ck_invitation_cycle CHECK ((cycle IS NOT NULL) = (origin = 'resolution'))
);
-- At most one open invitation by hand for an interaction and survey.
CREATE UNIQUE INDEX uq_invitation_open ON invitation (tenant_id, survey_id, system, subject)
  WHERE cycle IS NULL AND state IN ('invited', 'delivered');
CREATE INDEX ix_invitation_subject ON invitation (tenant_id, system, subject, id);
CREATE INDEX ix_invitation_survey ON invitation (tenant_id, survey_id, id);

CREATE TABLE answer (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  invitation_id uuid NOT NULL,
  survey_id uuid NOT NULL,
  system text NOT NULL,
  subject text NOT NULL,
  scale text NOT NULL,
  value integer NOT NULL,
  comment text,
  via text NOT NULL,
  answered_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  CONSTRAINT pk_answer PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_answer_invitation UNIQUE (tenant_id, invitation_id),
  CONSTRAINT fk_answer_invitation FOREIGN KEY (tenant_id, invitation_id) REFERENCES invitation (tenant_id, id),
  CONSTRAINT fk_answer_survey FOREIGN KEY (tenant_id, survey_id) REFERENCES survey (tenant_id, id),
  CONSTRAINT ck_answer_via CHECK (via IN ('link', 'api')),
  CONSTRAINT ck_answer_comment CHECK (char_length(comment) <= 4000)
);
CREATE INDEX ix_answer_survey ON answer (tenant_id, survey_id, id);
-- Results count values by survey without touching the rows.
CREATE INDEX ix_answer_value ON answer (tenant_id, survey_id, value) WHERE withdrawn_at IS NULL;

ALTER TABLE survey ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON survey
  USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
ALTER TABLE invitation ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON invitation
  USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
ALTER TABLE answer ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON answer
  USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
