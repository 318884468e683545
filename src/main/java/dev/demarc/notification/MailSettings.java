package dev.demarc.notification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Mail: who sends it, to whom it may go by itself, and whose word about senders counts. */
@ConfigMapping(prefix = "demarc.mail")
public interface MailSettings {

  /** The address that mails come from; answers should reach the intake. */
  @WithDefault("demarc@demarc.example")
  String from();

  /**
   * Whether answers are asked for at a sub-address of {@link #from} (RFC 5233) that tells which
   * mail they answer. Off, they are known by References and In-Reply-To only.
   */
  @WithDefault("true")
  boolean subAddressing();

  /**
   * The names that our own receiving servers write Authentication-Results under (RFC 8601); without
   * any, no such field is believed.
   */
  Optional<Set<String>> authservIds();

  /** Further hosts, or domains of hosts, that pass mail on to us and write Received fields. */
  Optional<Set<String>> ownRelays();

  /** The names of API keys whose word is taken for the reporter's address that they name. */
  Optional<Set<String>> vouchingKeys();

  /** How long a mail waits that a person's change causes, so that taking it back withdraws it. */
  @WithDefault("20s")
  Duration undoDelay();

  /**
   * How many mails about new work one address gets within {@link #foldWindow} each by itself; what
   * comes then is told in one mail. 0 folds none.
   */
  @WithDefault("20")
  int foldAfter();

  @WithDefault("10m")
  Duration foldWindow();

  /** Senders who are never sent an acknowledgement: addresses, and domains with all below them. */
  Optional<Set<String>> unacknowledged();

  /** How many acknowledgements one address gets in a day at most. */
  @WithDefault("20")
  int acknowledgementsPerDay();

  /** The same, for an address that nobody has answered from yet. */
  @WithDefault("3")
  int acknowledgementsPerUnprovedAddress();

  /** How many acknowledgements all addresses of one domain get in a day. */
  @WithDefault("200")
  int acknowledgementsPerDomain();

  /** How many acknowledgements go in a day to addresses that nobody has answered from yet. */
  @WithDefault("500")
  int acknowledgementsUnproved();

  /** How many acknowledgements go out in a day. */
  @WithDefault("2000")
  int acknowledgementsInAll();
}
