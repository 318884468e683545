package dev.demarc.formats.aws;

import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.indicators.NetworkAddress;
import dev.demarc.shared.Indicator.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a Security Hub finding names: its resources, both ends of traffic, known bad things. */
final class AsffIndicators {

  private static final String GUARDDUTY = "aws/guardduty/service/";

  private AsffIndicators() {}

  static void of(ReportDraft draft, AwsFields finding) {
    resources(draft, finding);
    network(draft, finding);
    action(draft, finding.at("Action"), isInstanceActing(finding) ? Role.TARGET : Role.SOURCE);
    sequence(draft, AttackSequence.of(finding.at("Detection.Sequence")));
    ofGuardDuty(draft, finding.at("ProductFields"));
    for (var indicator : finding.list("ThreatIntelIndicators")) {
      draft.indicators.add(indicator.text("Value"), Role.MENTIONED);
    }
  }

  /** The other ends as GuardDuty's copies name them, by the path that each has in the original. */
  private static void ofGuardDuty(ReportDraft draft, AwsFields fields) {
    var role =
        "ACTOR".equalsIgnoreCase(fields.text(GUARDDUTY + "resourceRole"))
            ? Role.TARGET
            : Role.SOURCE;
    fields
        .node()
        .properties()
        .forEach(
            field -> {
              var name = field.getKey();
              boolean remote =
                  name.startsWith(GUARDDUTY + "action/")
                      && (name.endsWith("emoteIpDetails/ipAddressV4")
                          || name.endsWith("emoteIpDetails/ipAddressV6")
                          || name.endsWith("dnsRequestAction/domain"));
              if (remote) {
                draft.indicators.add(field.getValue().asText(), role);
              }
            });
  }

  private static void sequence(ReportDraft draft, AttackSequence sequence) {
    sequence.actors(draft);
    sequence.endpoints().forEach(end -> draft.indicators.add(end, Role.SOURCE));
    sequence.resources().forEach(thing -> draft.indicators.add(thing, Role.TARGET));
  }

  private static void resources(ReportDraft draft, AwsFields finding) {
    var ids = new ArrayList<String>();
    var types = new ArrayList<String>();
    for (var resource : finding.list("Resources")) {
      var type = resource.text("Type");
      var id = id(resource.text("Id"), type);
      var actor = "actor".equalsIgnoreCase(resource.text("ResourceRole"));
      var role = actor ? Role.SOURCE : Role.TARGET;
      if (id != null) {
        ids.add(id);
        draft.indicators.add(id, role);
      }
      if (type != null && !types.contains(type)) {
        types.add(type);
      }
      details(draft, resource.at("Details"), role);
    }
    draft.ownResources = ids;
    draft.detail("resources", ids).detail("resourceTypes", types);
  }

  /** GuardDuty's keys come as {@code AWS::IAM::AccessKey:ASIA...}, others bare. */
  private static @Nullable String id(@Nullable String stated, @Nullable String type) {
    return stated != null && "AwsIamAccessKey".equals(type)
        ? stated.substring(Math.max(stated.lastIndexOf(':'), stated.lastIndexOf('/')) + 1)
        : stated;
  }

  private static void details(ReportDraft draft, AwsFields details, Role role) {
    for (var path : List.of("AwsEc2Instance.IpV4Addresses", "AwsEc2Instance.IpV6Addresses")) {
      details.texts(path).stream()
          .filter(address -> !NetworkAddress.isPrivate(address))
          .forEach(address -> draft.indicators.add(address, role));
    }
    draft.indicators.add(details.text("AwsIamAccessKey.AccessKeyId"), role);
  }

  private static void network(ReportDraft draft, AwsFields finding) {
    for (var name : List.of("IpV4", "IpV6", "Domain")) {
      draft.indicators.add(finding.text("Network.Source" + name), Role.SOURCE);
      draft.indicators.add(finding.text("Network.Destination" + name), Role.TARGET);
    }
    draft
        .detail("direction", finding.text("Network.Direction"))
        .detail("protocol", finding.text("Network.Protocol"))
        .detail("sourcePort", finding.integer("Network.SourcePort"))
        .detail("destinationPort", finding.integer("Network.DestinationPort"));
  }

  /** A key that acts is used by the remote end; an instance that acts does something to it. */
  private static boolean isInstanceActing(AwsFields finding) {
    return finding.list("Resources").stream()
        .anyMatch(
            r ->
                "AwsEc2Instance".equals(r.text("Type"))
                    && "actor".equalsIgnoreCase(r.text("ResourceRole")));
  }

  private static void action(ReportDraft draft, AwsFields action, Role remote) {
    for (var kind : List.of("AwsApiCallAction", "NetworkConnectionAction")) {
      draft.indicators.add(action.text(kind + ".RemoteIpDetails.IpAddressV4"), remote);
    }
    for (var probe : action.list("PortProbeAction.PortProbeDetails")) {
      draft.indicators.add(probe.text("RemoteIpDetails.IpAddressV4"), remote);
    }
    draft.indicators.add(action.text("DnsRequestAction.Domain"), remote);
    draft
        .detail("actionType", action.text("ActionType"))
        .detail("api", action.text("AwsApiCallAction.Api"));
  }
}
