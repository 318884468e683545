package dev.demarc.formats.aws;

import dev.demarc.formats.ReportDraft;
import dev.demarc.shared.Indicator.Role;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What an OCSF event names: its resources, both ends of traffic, its observables. */
final class OcsfIndicators {

  /**
   * Observable types that hold something to look for: host name, address, e-mail address, URL,
   * hash, resource, endpoint (OCSF, object {@code observable}); 0 and 99 say nothing. Others, such
   * as user and file names, only look like domains.
   */
  private static final Set<Integer> TYPES = Set.of(0, 1, 2, 5, 6, 8, 10, 20, 99);

  private OcsfIndicators() {}

  /**
   * @return the resources that are named, in their order
   */
  static List<String> of(ReportDraft draft, AwsFields event) {
    var found = new ArrayList<String>();
    var resources = new ArrayList<>(event.list("resources"));
    resources.addAll(event.list("resource"));
    for (var resource : resources) {
      resource(draft, resource, found);
    }
    var places = new ArrayList<>(event.list("evidences"));
    places.add(event);
    places.addAll(event.list("finding_info.related_events"));
    places.addAll(event.list("finding_info_list"));
    var actors = new LinkedHashSet<String>();
    for (var place : places) {
      ends(draft, place);
      place.list("actor").forEach(actor -> AttackSequence.actor(draft, actor, actors));
      place.list("actors").forEach(actor -> AttackSequence.actor(draft, actor, actors));
      place.list("endpoints").forEach(end -> end(draft, end));
      place.list("observables").forEach(observable -> observable(draft, observable));
    }
    draft.detail("actors", List.copyOf(actors));
    draft.ownResources = found;
    draft.detail("resources", found);
    return found;
  }

  private static void resource(ReportDraft draft, AwsFields resource, List<String> found) {
    var actor =
        Integer.valueOf(2).equals(resource.integer("role_id"))
            || "actor".equalsIgnoreCase(resource.text("role"));
    var uid = resource.text("uid");
    if (uid != null) {
      found.add(uid);
      draft.indicators.add(uid, actor ? Role.SOURCE : Role.TARGET);
    }
  }

  /** Of a sequence: where its signals came from. */
  private static void end(ReportDraft draft, AwsFields end) {
    draft.indicators.add(end.text("ip"), Role.SOURCE);
    draft.indicators.add(end.text("domain"), Role.SOURCE);
  }

  private static void ends(ReportDraft draft, AwsFields place) {
    for (var name : List.of("ip", "hostname", "domain", "instance_uid")) {
      draft.indicators.add(place.text("src_endpoint." + name), Role.SOURCE);
      draft.indicators.add(place.text("dst_endpoint." + name), Role.TARGET);
    }
    for (var path : List.of("query.hostname", "url.url_string", "url.hostname")) {
      draft.indicators.add(place.text(path), Role.MENTIONED);
    }
    for (var hash : place.list("file.hashes")) {
      draft.indicators.add(hash.text("value"), Role.MENTIONED);
    }
  }

  /** The name is the path of the attribute: {@code src_endpoint.ip}, {@code resources[].uid}. */
  private static void observable(ReportDraft draft, AwsFields observable) {
    var type = observable.integer("type_id");
    if (type == null || TYPES.contains(type)) {
      var name = observable.text("name");
      var path = name == null ? "" : name.toLowerCase(Locale.ROOT);
      var role =
          path.contains("src_endpoint") || path.contains("source")
              ? Role.SOURCE
              : path.contains("dst_endpoint") || path.contains("destination")
                  ? Role.TARGET
                  : Role.MENTIONED;
      draft.indicators.add(observable.text("value"), role);
    }
  }
}
