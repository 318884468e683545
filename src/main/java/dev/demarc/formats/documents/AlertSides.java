package dev.demarc.formats.documents;

import dev.demarc.shared.Indicator.Role;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who attacked whom in an alert whose fields name sender and receiver of a packet, or the machine
 * that a program watches: Suricata's EVE log, Wazuh, ModSecurity's audit log.
 */
final class AlertSides {

  /** Of the packet that the alert fires on, which may be an answer. */
  private static final Set<String> OF_PACKET =
      Set.of("src_ip", "dest_ip", "flow_src_ip", "flow_dest_ip");

  /** Of ModSecurity the server's address; {@code host.ip} of Elastic's is that of who reports. */
  private static final String HOST = "host_ip";

  private final List<DocumentField> fields;

  /** Suricata's rule says which side is the target. */
  private final boolean isTold;

  /** The rule fires on what an attacked server answers. */
  private final boolean isAnswer;

  /** Another field names who asked, so that {@code host_ip} is who was asked. */
  private final boolean hasClient;

  /** The number of the machine that Wazuh watches; empty where it is no alert of Wazuh's. */
  private final Optional<String> watched;

  AlertSides(List<DocumentField> fields) {
    this.fields = fields;
    this.isTold = value("alert_source_ip").isPresent() && value("alert_target_ip").isPresent();
    this.isAnswer =
        !isTold
            && value("direction").filter("to_client"::equals).isPresent()
            && value("alert_signature")
                .map(signature -> signature.toUpperCase(Locale.ROOT).replace(' ', '_'))
                .filter(signature -> signature.contains("ATTACK_RESPONSE"))
                .isPresent();
    this.hasClient = value("client_ip").isPresent() || value("source_ip").isPresent();
    boolean wazuh = value("manager_name").isPresent() && value("rule_level").isPresent();
    this.watched = wazuh ? value("agent_id") : Optional.empty();
  }

  private Optional<String> value(String ending) {
    int names = ending.split("_").length;
    return fields.stream()
        .filter(field -> endsWith(field, ending, names))
        .map(DocumentField::value)
        .findFirst();
  }

  private static boolean endsWith(DocumentField field, String ending, int names) {
    for (int i = 1; i <= names; i++) {
      if (field.ending(i).equals(ending)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the alert says it of this field elsewhere, or in another sense than its name has. */
  boolean isSaidOtherwise(DocumentField field) {
    return (isTold || isAnswer) && isOfPacket(field) || isWatched(field) || isHost(field);
  }

  private static boolean isOfPacket(DocumentField field) {
    return OF_PACKET.contains(field.name()) || OF_PACKET.contains(field.ending(2));
  }

  private boolean isHost(DocumentField field) {
    return hasClient && field.ending(2).endsWith(HOST) && !field.ending(2).startsWith("source");
  }

  /** Number 000 is the manager itself, which reads what others send. */
  private boolean isWatched(DocumentField field) {
    return field.ending(2).equals("agent_ip")
        && watched.filter(id -> !id.equals("000")).isPresent();
  }

  /**
   * Of such a field.
   *
   * @return null where other fields tell
   */
  @Nullable Role role(DocumentField field) {
    if (isWatched(field)) {
      return Role.TARGET;
    }
    if (isHost(field)) {
      return field.name().equals(HOST) ? Role.TARGET : null;
    }
    if (isTold) {
      return null;
    }
    boolean sender = field.name().equals("src_ip");
    boolean ofFlow = field.ending(2).startsWith("flow_");
    return sender == ofFlow ? Role.SOURCE : Role.TARGET;
  }
}
