package dev.demarc.mailboxes;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What reading mailboxes may take of a node. */
@ConfigMapping(prefix = "demarc.mailboxes")
interface MailboxLimits {

  /** How many mailboxes this node stays connected to, told of new mail at once; 0 for none. */
  @WithDefault("20")
  int idling();
}
