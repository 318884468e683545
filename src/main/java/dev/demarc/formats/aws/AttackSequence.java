package dev.demarc.formats.aws;

import dev.demarc.formats.ReportDraft;
import dev.demarc.shared.Indicator.Role;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The signals of an attack that GuardDuty saw as one sequence, in GuardDuty's own format and in
 * that of Security Hub: who acted with which key and role, from where, on what. These are what has
 * to be shut off.
 */
final class AttackSequence {

  /** A call by an AWS service names its own host, which is no other end. */
  private static final String OF_AWS = ".amazonaws.com";

  private final AwsFields sequence;

  private AttackSequence(AwsFields sequence) {
    this.sequence = sequence;
  }

  /**
   * @param sequence the object of that name; without actors, endpoints and signals where the
   *     finding is none
   */
  static AttackSequence of(AwsFields sequence) {
    return new AttackSequence(sequence);
  }

  /** The addresses and domains from where it came. */
  List<String> endpoints() {
    var found = new LinkedHashSet<String>();
    for (var end : sequence.list("endpoints")) {
      found.addAll(end.texts("ip"));
      found.addAll(end.texts("domain"));
    }
    found.removeIf(end -> end.endsWith(OF_AWS));
    return List.copyOf(found);
  }

  /** What it was done to: the ids of the resources, and what their details name. */
  List<String> resources() {
    var found = new LinkedHashSet<String>();
    for (var item : sequence.list("resources")) {
      found.addAll(item.texts("uid"));
      var data = item.at("data");
      found.addAll(data.texts("accessKey.accessKeyId"));
      found.addAll(data.texts("ec2Instance.iamInstanceProfile.arn"));
      for (var card : data.list("ec2NetworkInterface")) {
        found.addAll(card.texts("publicIp"));
      }
      for (var card : data.list("ec2Instance.networkInterfaces")) {
        found.addAll(card.texts("publicIp"));
      }
    }
    for (var signal : sequence.list("signals")) {
      found.addAll(signal.texts("resourceUids"));
      found.addAll(signal.texts("resourceIds"));
    }
    return List.copyOf(found);
  }

  /** Adds who acted: their keys and roles are sources, as they are in a single finding's actor. */
  void actors(ReportDraft draft) {
    var shown = new LinkedHashSet<String>();
    for (var actor : sequence.list("actors")) {
      actor(draft, actor, shown);
    }
    draft.detail("actors", List.copyOf(shown));
    draft.detail("signals", signals());
  }

  /**
   * Adds an actor as GuardDuty, Security Hub and OCSF write one.
   *
   * @param shown what there is to see of it, for people
   */
  static void actor(ReportDraft draft, AwsFields actor, Set<String> shown) {
    for (var path :
        List.of(
            "user.credentialUid",
            "user.credential_uid",
            "user.uid",
            "user.uid_alt",
            "session.issuer",
            "session.uid_alt",
            "authorizations.policy.uid")) {
      var named = actor.text(path);
      if (named != null && isIdentity(named)) {
        draft.indicators.add(named, Role.SOURCE);
        shown.add(named);
      }
    }
    var account = actor.first("user.account.uid");
    var name = actor.text("user.name");
    if (name != null) {
      var type = actor.text("user.type");
      shown.add(name + (type == null ? "" : " (" + type + ")"));
    }
    draft.indicators.add(account, Role.MENTIONED);
    for (var hash : List.of("process.sha256", "process.hash", "process.file.sha256")) {
      draft.indicators.add(actor.text(hash), Role.SOURCE);
    }
  }

  /** An access key or an ARN; other ids of users tell nothing by themselves. */
  private static boolean isIdentity(String named) {
    return named.startsWith("arn:") || named.matches("A(?:KI|SI)A[A-Z0-9]{12,124}");
  }

  List<String> signals() {
    var found = new ArrayList<String>();
    for (var signal : sequence.list("signals")) {
      var name = signal.first("name", "title", "type");
      var count = signal.text("count");
      if (name != null) {
        found.add(name + (count == null ? "" : ", " + count + " times"));
      }
    }
    return found;
  }

  @Nullable String description() {
    return sequence.text("description");
  }
}
