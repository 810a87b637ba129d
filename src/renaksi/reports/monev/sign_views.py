"""The screen on which a monitoring report is signed and filed."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from renaksi.accounts.access import user_of
from renaksi.accounts.roles import Right
from renaksi.kernel.clock import today
from renaksi.kernel.refusal import Refused
from renaksi.offices.access import in_office
from renaksi.offices.models import Office
from renaksi.reports.monev.forms import SignForm
from renaksi.reports.monev.gather import SIGNERS
from renaksi.reports.monev.sign import sign_monev
from renaksi.reports.monev.views import plan_asked


@in_office(Right.ADOPT_PLAN)
def monev_sign(request: HttpRequest, office: Office, period: str) -> HttpResponse:
    """Number, day and signer of the report; sent, its PDF is frozen and filed."""
    plan, wanted = plan_asked(office, period)
    if plan is None:
        raise Http404
    signer = request.GET.get("penanda", "")
    initial = {"signed_on": today(office.time_zone), "signer": signer if signer in SIGNERS else next(iter(SIGNERS))}
    form = SignForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            document = sign_monev(plan=plan, period=wanted, **form.cleaned_data, by=user_of(request))
        except Refused as no:
            form.refuse(no)
        else:
            messages.success(request, f"Laporan diarsipkan sebagai dokumen nomor {document.book_number}.")
            return redirect(f"{reverse('monev_page', kwargs={'code': office.code, 'period': wanted.code})}#arsip")
    status = 422 if form.is_bound else 200
    return render(request, "reports/monev/sign.html", {"plan": plan, "period": wanted, "form": form}, status=status)
