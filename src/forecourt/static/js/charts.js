// Charts drawn from the tables beside them: what is in the chart is in the table, to the last figure.
(() => {
  // Told apart by people who do not see red or green, on light and on dark.
  const COLOURS = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00"];
  const MOST_BARS = 12;
  const language = document.documentElement.lang || "zh-Hans";
  const compact = new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: 1 });
  const full = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });

  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  function read(table) {
    const heads = [...table.querySelectorAll("thead th[data-measure]")];
    const rows = [...table.querySelectorAll("tbody tr")].map((row) => ({
      name: row.dataset.name,
      url: row.dataset.url,
      values: [...row.querySelectorAll("td[data-value]")].map((cell) => Number(cell.dataset.value)),
    }));
    const measures = heads.map((head, at) => ({
      code: head.dataset.measure,
      name: head.textContent.trim(),
      scale: head.dataset.money === "1" ? 100 : 1,
      at,
    }));
    return { rows, measures };
  }

  const numbers = (rows, measure) => rows.map((row) => row.values[measure.at] / measure.scale);
  const axisText = () => ({ color: token("--tblr-secondary") || "#6c7a91" });
  const lines = () => ({ lineStyle: { color: token("--tblr-border-color") || "#dce1e7" } });

  function trend({ rows, measures }) {
    const wanted = measures.filter((measure) => ["revenue", "gross_profit", "units"].includes(measure.code));
    return {
      xAxis: { type: "category", data: rows.map((row) => row.name), axisLabel: axisText(), axisLine: lines() },
      yAxis: [
        { type: "value", axisLabel: { ...axisText(), formatter: (value) => compact.format(value) }, splitLine: lines() },
        { type: "value", minInterval: 1, axisLabel: axisText(), splitLine: { show: false } },
      ],
      series: wanted.map((measure) => ({
        name: measure.name,
        type: measure.code === "units" ? "line" : "bar",
        yAxisIndex: measure.code === "units" ? 1 : 0,
        symbol: "circle",
        data: numbers(rows, measure),
      })),
    };
  }

  function ranking({ rows, measures }) {
    const shown = rows.slice(0, MOST_BARS).reverse();
    const wanted = measures.filter((measure) => ["revenue", "gross_profit"].includes(measure.code));
    return {
      yAxis: { type: "category", data: shown.map((row) => row.name), axisLabel: { ...axisText(), width: 110, overflow: "truncate" }, axisLine: lines() },
      xAxis: { type: "value", axisLabel: { ...axisText(), formatter: (value) => compact.format(value) }, splitLine: lines() },
      series: wanted.map((measure) => ({ name: measure.name, type: "bar", data: numbers(shown, measure) })),
      shown,
    };
  }

  function draw(place) {
    const table = document.getElementById(place.dataset.table);
    if (!table || !window.echarts) return;
    const data = read(table);
    if (!data.rows.length) return;
    const { shown = data.rows, ...drawn } = place.dataset.chart === "trend" ? trend(data) : ranking(data);
    const chart = window.echarts.getInstanceByDom(place) || window.echarts.init(place, null, { renderer: "svg" });
    chart.setOption({
      color: COLOURS,
      animation: false,
      aria: { enabled: true, decal: { show: true } },
      textStyle: { fontFamily: "inherit" },
      legend: { top: 0, textStyle: axisText() },
      grid: { left: 8, right: 8, top: 34, bottom: 4, containLabel: true },
      tooltip: { trigger: "axis", renderMode: "richText", valueFormatter: (value) => full.format(value) },
      ...drawn,
    }, true);
    chart.off("click");
    chart.on("click", (mark) => {
      const row = shown[mark.dataIndex];
      if (row?.url) window.location.assign(row.url);
    });
  }

  const drawAll = () => document.querySelectorAll("[data-chart]").forEach(draw);

  // A refresh replaces the figures: tables the person opened stay open.
  let open = [];
  document.addEventListener("htmx:before:swap", () => {
    open = [...document.querySelectorAll("details[data-figures][open]")].map((each) => each.id);
    document.querySelectorAll("[data-chart]").forEach((place) => window.echarts?.getInstanceByDom(place)?.dispose());
  });
  document.addEventListener("htmx:after:swap", () => {
    open.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
    drawAll();
  });
  window.addEventListener("resize", () => {
    document.querySelectorAll("[data-chart]").forEach((place) => window.echarts?.getInstanceByDom(place)?.resize());
  });
  new MutationObserver(drawAll).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
  drawAll();
})();
