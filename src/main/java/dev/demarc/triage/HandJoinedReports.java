package dev.demarc.triage;

import dev.demarc.casework.filing.SetAsideReports;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.Collection;
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
  public void fileAgain(Collection<UUID> reportIds) {
    for (var id : reportIds) {
      var filing = filings.findById(id, LockModeType.PESSIMISTIC_WRITE);
      if (filing != null && filing.status == FilingStatus.FILED && filing.setAside != null) {
        filing.status = FilingStatus.RECEIVED;
        filing.setAside = null;
        filing.attempts = 0;
        filing.updatedAt = clock.instant();
        jobs.bringForward(id, clock.instant());
      }
    }
  }
}
