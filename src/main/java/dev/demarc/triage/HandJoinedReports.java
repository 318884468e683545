package dev.demarc.triage;

import dev.demarc.casework.filing.SetAsideReports;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Reports that were filed without a case, until a person puts them on one. */
@ApplicationScoped
class HandJoinedReports implements SetAsideReports {

  private final Filings filings;
  private final FilingJobs jobs;
  private final Clock clock;

  HandJoinedReports(Filings filings, FilingJobs jobs, Clock clock) {
    this.filings = filings;
    this.jobs = jobs;
    this.clock = clock;
  }

  @Override
  public boolean isThere(UUID reportId) {
    return filings.findById(reportId) != null;
  }

  @Override
  public void hold(UUID reportId) {
    filings
        .getEntityManager()
        .createNativeQuery("select 1 from filing where report_id = :id for no key update")
        .setParameter("id", reportId)
        .getResultList();
  }

  @Override
  public boolean join(UUID reportId) {
    var filing = filings.findById(reportId, LockModeType.PESSIMISTIC_WRITE);
    if (filing != null) {
      // it was read unlocked before
      filings.getEntityManager().refresh(filing);
    }
    if (filing == null || filing.status != FilingStatus.FILED || filing.setAside == null) {
      return false;
    }
    filing.setAside = null;
    filing.joined = true;
    filing.updatedAt = clock.instant();
    return true;
  }

  @Override
  public List<UUID> fileAgain(Collection<UUID> reportIds) {
    return reportIds.stream().filter(this::fileAgain).toList();
  }

  private boolean fileAgain(UUID reportId) {
    var filing = filings.lockUnlessLocked(reportId).orElse(null);
    if (filing == null || filing.status != FilingStatus.FILED || filing.setAside == null) {
      return false;
    }
    filing.status = FilingStatus.RECEIVED;
    filing.setAside = null;
    filing.attempts = 0;
    filing.updatedAt = clock.instant();
    jobs.bringForward(reportId, clock.instant());
    return true;
  }
}
