package dev.demarc.mailboxes;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What reading mailboxes may take of a node. */
@ConfigMapping(prefix = "demarc.mailboxes")
interface MailboxLimits {

  /** How many mailboxes this node stays connected to, told of new mail at once; 0 for none. */
  @WithDefault("20")
  int idling();

  /** How long a mail server may take to answer a command before the connection is given up. */
  @WithDefault("30s")
  Duration answerWithin();

  /**
   * How often a node shows that it still reads its mailboxes; after four that are missed another
   * node takes them over.
   */
  @WithDefault("5s")
  Duration heartbeat();
}
