package dev.demarc.replies;

import dev.demarc.casework.timeline.CaseHappened;
import dev.demarc.casework.timeline.Visibility;
import dev.demarc.casework.views.CaseAccess;
import dev.demarc.drafts.ReplyTemplates;
import dev.demarc.routing.GivenRoutes;
import dev.demarc.routing.GivenRoutes.GivenRoute;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Says on a case's timeline that the text which a routing rule gave for its reply is not there any
 * more: when the case is routed, or somebody replied without it.
 */
@ApplicationScoped
class MissingTemplates {

  private final GivenRoutes given;
  private final ReplyTemplates templates;
  private final CaseAccess cases;

  MissingTemplates(GivenRoutes given, ReplyTemplates templates, CaseAccess cases) {
    this.given = given;
    this.templates = templates;
    this.cases = cases;
  }

  void happened(@Observes CaseHappened event) {
    boolean routed = event.kind().equals("routed");
    boolean replied = event.kind().equals("note") && event.visibility() == Visibility.REPORTER;
    if (!routed && !replied) {
      return;
    }
    given.of(event.caseId()).stream()
        .filter(route -> route.template() != null && templates.find(route.template()).isEmpty())
        .filter(route -> given.missTemplate(route.workItem()))
        .forEach(route -> cases.record(event.caseId(), "reply-template", words(route)));
  }

  private static String words(GivenRoute route) {
    return "suggested no text for the reply, since the template "
        + route.template()
        + " that the routing rule “"
        + route.rule()
        + "” gives the "
        + route.side().word()
        + " part is not there";
  }
}
